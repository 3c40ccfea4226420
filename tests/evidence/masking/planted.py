"""Paragraphs with planted names and numbers, and innocent ones that look like them.

Everything is invented. The first are minuted beneath the attendance list of `papers.HEAD`.
"""

from __future__ import annotations

from typing import Final

IN_MINUTES: Final = (
    # names of the roster, in the forms in which minutes use them
    "{SO} opened the meeting and thanked {Ms Okafor}’s predecessor for the handover.",
    "{Okafor} agreed with {Thackeray} that dip sampling had slipped.",
    "{OKAFOR, Sarah} to circulate the themes paper; {de Souza} to supply figures.",
    "{Sarah}’s paper was noted. {Tomás} and {Siân} will take it forward.",
    "Action: {WT}/{GA} to compare notes by 14 June; {MP} to report.",
    "{Mr Thackeray} and {Mrs. Adebayo} disagreed, though {Dr Zhao} did not.",
    "The board asked {Will} – {William} if we are being formal – about listing.",
    "It was suggested by {Grace Adebayo} that {Mark Penhaligon}’s tally be shared.",
    "{Siân O'Shea-Price} (with a straight apostrophe) and {O’Shea-Price} are one person.",
    "{Maire Ni Bhriain} sent apologies, as did {Jean-Paul}; {Achebe} will join next time.",
    "{Ní Bhriain}'s team had the best results. {Jean Paul Achebe} asked why.",
    "{S. Okafor} to chair the next board, {T de Souza} to prepare the pack.",
    "{Lindqvist} to circulate the minutes. {K. Lindqvist} also has the room key.",
    "We asked {Grace} and {Mark} to look at the same ten files.",
    "I have asked {May Zhao} to speak to headquarters.",
    "{Penhaligon, Mark} and {Brand, Hope} to pair up for the peer review.",
    "{Grace}’s view was that DCPs write more than before. {Mark} said the same.",
    "{SOP} has the budget code; ask {SOP}.",
    "{Thackeray}-led training starts in May.",
    "{William  Thackeray} apologised for the double space.",
    # people who are on no list
    "DCP {Bernadette Quigley} from another Area attended as an observer.",
    "Thanks were recorded to {Oluwaseun Adeyemi} (SCP) for the template.",
    "{Quigley} (DCP) will return in the autumn.",
    "{Ruth Ollerenshaw}, SDCP, visited in March.",
    "A complaint was received from {Mr J. Hargreaves-Bone} about delay.",
    "HHJ {Fennimore} praised the preparation; Judge {Okonedo} did not.",
    "DC {4471} {Rawlings} failed to upload the schedule. PC {Dunmore} followed it up.",
    "DS {Iqbal}, the officer in the case, has moved force.",
    "R v {Harbottle} was a good example of a reviewed strategy.",
    "The defendant {Dwayne Arkwright} was produced late; the complainant {Jane Doe} had left.",
    "{Ayesha} and {Callum} began on 8 April.",
    "Well done to {Kwabena} for the two-hander.",
    "New starters: {Priyanka Nair}, {Lucy Threlfall} and {Gurdeep Sohal}.",
    "Note from {Zbigniew Wojcik} (ZW): paralegal cover is thin.".replace("(ZW)", "({ZW})"),
    "The letter was signed by {T. Braithwaite} and countersigned by {P. Mbeki}.",
    # numbers
    "The file was {00AB1234523}, and the linked one {00 ab 12345/23 (m)}.",
    "URN {01XX1234525M} and the split cases {01XX1234525/1 and /2}.",
    "See {06-CD-98765-24} or {06/CD/98765/24/3}.",
    "The URN ended {98765/24}; URN: {12345}.",
    "Contact {fiona.wragg@cps.example.gov.uk} or {fwragg[at]cps.example} for the pack.",
    "Ring {01632 960123}, {(01632) 960 123}, {+44 7700 900123} or {020 7946 0018}.",
    "Her extension is ext {4471}; mobile {07700\u00a0900\u00a0123}.",
    "NI number {QQ 12 34 56 C} was in the unused bundle, and {ab123456d} on the MG9.",
    "The witness lives at {14 Larch Road}, {SW1A 1AA}.",
    "DOB {12/03/1987}; the second defendant was born on {3rd of March 1991}.",
    "Officer’s collar number {C4471}; exhibits with PC {2231}.",
    "Crime reference {44/12345/24}, custody record no. {12/3456}.",
    "The vehicle, {AB12 CDE}, was seen twice.",
    "Sent from {@fionaw99} by mistake.",
    "{Sa\u200brah Oka\u200bfor} was pasted with characters of no width.",
)

SPOKEN: Final = (
    "{Hannah Pryce}: {Hannah}, six years in the unit.",
    "{Kwame Boadu}: I sit with {Hannah}. And {Fiona}, my DCP, signs mine off.",
    "{Hannah Pryce}: {Fi}? She doesn't, she passes them to {Imran}.",
    "{Kwame Boadu}: ask {kwame boadu} they said, and I said that's me.",
    "{Wendy Castleton (HMCPSI)}: What would {Alastair} say to that, {Kwame}?",
    "{Hannah Pryce}: My number is {oh seven seven double oh nine oh oh one two three}.",
    "{Kwame Boadu}: it's {kwame dot boadu at cps dot gov dot uk} if you want it.",
    "{Hannah Pryce}: {Kwame}'s told you already. {Mr Boadu}, I should say.",
    "{Wendy Castleton (HMCPSI)}: I'm {Wendy}, this is {Raj} beside me.",
    "{Kwame Boadu}: My manager {Oonagh} told me it was {Tomasz}'s idea.",
    "{Hannah Pryce}: Then {Kwame B} rang {Hannah P}, and we laughed.",
    "{Kwame Boadu}: the chap at the station, Sergeant {Uddin}, never rang.",
)

INNOCENT: Final = (
    "Will do. Will the board agree? It will.",
    "May we have the figures by May? In May 2024 we may.",
    "Grace period: a grace period of ten days applies.",
    "Mark the review as complete. Mark schemes differ.",
    "Hope springs eternal; we hope to finish in June.",
    "April and June were quiet; August was not.",
    "Leeds Crown Court, Preston Crown Court and Chelmsford Magistrates’ Court sat late.",
    "East Midlands, Mersey-Cheshire and Cymru-Wales returned the form.",
    "St Mary’s Hospital and St James’s Place sent statements.",
    "Operation Grace and Operation Sarah are linked.",
    "Clare’s Law and Sarah’s Law disclosures were made.",
    "Larch House, Harbour House and the Lantern Room are booked.",
    "R v Galbraith and R v Turnbull were cited, as was R v Smith [2010] EWCA Crim 5.",
    "The Newton hearing was vacated and a Goodyear indication sought.",
    "Better Case Management, Transforming Summary Justice and the Victims’ Code apply.",
    "The Code for Crown Prosecutors and the Casework Quality Standards were read.",
    "The Director’s Guidance on Charging (sixth edition) applies.",
    "Senior Crown Prosecutors and District Crown Prosecutors attended training.",
    "The Chief Crown Prosecutor’s visit is on Monday. The Resident Judge may come.",
    "Microsoft Teams and the IQA application were down on Tuesday.",
    "The DCP and the SDCP met the ABM, HR and IT.",
    "CMS, DGA, RASSO, CTL, VRR, PTPH, NFA and MG3 were all discussed.",
    "DA cases, GP letters and CT scans are often late.",
    "Of 62 files 58 were met, 46.1 per cent; 12 345 67 89 is a total.",
    "The quarter ran from 01.01.2024 to 31.03.2024 and cost £12,345,678.",
    "Room 4471 on floor 3 is free from 10.00 to 12.00.",
    "Files 1234567 and 7654321 were archived; form MG11 1 of 3.",
    "The MG6C and MG5 were missing in 9 of 15.",
    "Action 23/11 and item 4.2 are closed; N23/19 is new.",
    "First Thursdays have gone. Nobody misses them.",
    "Bank Holiday cover is agreed for Easter Monday.",
    "Good Practice, Emerging Themes and Use of Data are the headings.",
    "Crown Court Unit: Weekly Brief",
    "Themes Paper Second Quarter",
    "Police File Quality And Disclosure",
    "The Attorney General’s Guidelines on Disclosure were recirculated.",
    "His Honour’s remarks were noted. Her Majesty’s Inspectorate is as was.",
    "The Lord Chief Justice and the Lady Chief Justice spoke.",
    "Counsel’s Chambers at Holm Street closed early.",
    "The Recorder sat in Court 2. The Bench retired.",
    "IS THERE A THEME? IT IS ON PAGE 2. AS FOR US, NO.",
    "An Area lead said so; Areas differ.",
    "Please bill the force. Guy ropes, grant money and patience are short.",
    "Rob was never the word for it; they took the money.",
    "Jack-knifed lorries blocked the road to court.",
    "The Second Look bulletin and The Perch newsletter went out.",
    "The Gold Pen award and Colleague of the Season are open.",
    "Victim Liaison Unit and Witness Care Unit staff were thanked.",
    "The National Crime Agency and the Home Office were consulted.",
    "Christian, Muslim and Jewish chaplains attended the hub.",
    "In re-reading Archbold and Blackstone’s the point was found.",
    "Section 28 hearings, Section 9 statements and Article 6 were covered.",
    "Wi-Fi failed. PowerPoint, Excel and OneDrive did not.",
    "South East, North West and Thames and Chiltern are ahead.",
    "The Kent and Medway list and the Devon and Cornwall list merged.",
    "We looked again at 25 files, up from 11 to 19.",
    "Nightingale Courts closed on Friday.",
    "Crown Prosecutors Start Date Changed",
    "Legal Trainee and Paralegal Officer posts are advertised.",
    "PS: the lift is mended. NB: no parking. PPS: none.",
    "Young defendants and brown envelopes were discussed. White goods too.",
    "Dip samples: none. Agents: two. Counsel: one.",
    "Storm Eunice closed the court; so did Storm Babet.",
)

ATTENDANCE: Final = (
    (
        "Name | Role | Initials\n{QURESHI, Aisha} | DCCP, chairing | {AQ}\n"
        "{O'NEILL, Padraig} | SDCP | {PON}\n{VAN DER BERG, Lotte} | DCP | {LVB}\n"
        "{BISHOP, Rose} | DCP | {RB}\n{YOUNG, Frank} | ABM | {FY}",
        (
            "{AQ} thanked {LVB} and {PON}.",
            "{van der Berg} and {O'Neill} differed; {Lotte} was firm.",
            "{Ms Bishop} said the bishop's office had no view. {Frank} was frank.",
            "{Rose} rose to speak. The figures rose.",
            "{Mr Young} and the young victim; {Young} disagreed with {Aisha}.",
            "Young people matter. Frank advice is rare.",
            "{R Bishop} to write; {F. Young} to pay. {Qureshi A} noted.",
        ),
    ),
    (
        "On the call: {JA} (CCP, chair), {GS} and {RO} (SDCPs), {IS} and {TW} (DCPs). "
        "Notes by {Wendy Scholes}.\nSorry not to be there: {SC} (RASSO), {LP}.",
        (
            "{IS} asked what IT is doing about IQA.",
            "{JA} / {GS} to write; {RO}'s team to follow.",
            "{SC} will be back in May. {LP}: noted.",
            "The URN is with {GS}. {Wendy} has the pen.",
            "PS and NB are not people here. DA and DV cases rose.",
            "WHAT THIS IS FOR",
        ),
    ),
    (
        "Grade | Initials\nDCCP (chair) | {GT}\nSDCP | {RO}, {DK}\nDCP | {SN}, {MF}\n"
        "Secretary | {EV}",
        (
            "{GT} welcomed {MF}. {RO}/{DK}: agreed.",
            "{EV} to circulate. CP and SCP grades were discussed.",
            "{DK} was candid that the CP cadre is thin.",
        ),
    ),
    (
        "Attendees \u2013 {Anil Kapoor} (chair), {Bronwen Pugh-Jones}, {Chidi Eze}, "
        "{Dafydd ap Gwilym}, {Xiu Ying Li}\nVenue: Kings Norton House, Room 4",
        (
            "{Pugh-Jones} and {Pugh Jones} are the same.",
            "{Anil} asked {Chidi Eze}\u2019s view, {Eze}\u2019s second.",
            "{ap Gwilym} and {Dafydd} \u2014 one person. {Xiu Ying} agreed with {Li}.",
            "{Bron} will pick it up. {BPJ} to act. {AK} to chair.",
        ),
    ),
    (
        "From: {Pennycook, Gareth} <{gareth.pennycook@cps.example}>\n"
        "To: {Rafiq, Shabnam}; {Douglas Weatherby}; Wessex All Legal\n"
        "Cc: {lorna.fitch@cps.example}\nSubject: IQA year end\nDear {Shabnam} and {Douglas},\n"
        "{Gareth Pennycook} here. Please ask {Fitch} and {Lorna}. {Weatherby} has mine.\n"
        "{Zoltan Nagy} told me, and so did {Mr Featherstonehaugh}.\n"
        "Tel: {01632 960 001} ext {221}\nKind regards,\n{Gareth}\n{G. Pennycook}",
        (),
    ),
    (
        "{Oluwadamilola Fashola}, SDCP. 12 March 2024\n"
        "Welcome to {Szymon Kowalczyk} and {Nguyen Thi Hoa}.\n"
        "My thanks to {Mrs Abernathy-Cole} and to Sgt. {Pickering}. {Fashola} is out.\n"
        "Please ring {Abernathy-Cole} on {0161 496 0000}.\n"
        "The case of R v {Okonjo} and Others and R -v- {Pettigrew}; Regina v {Smythe}.\n"
        "Witness {Karen Blenkinsop} withdrew. Counsel {Rupert Delahaye} KC asked.\n"
        "Junior counsel {Fenwick} did not. PC {1234} is on leave.",
        (),
    ),
)
"""Heads, each with the items that follow; the last two are a letter and a briefing."""

ALSO_SPOKEN: Final = (
    "{Inspector Reid}: Morning. I'm {Jo Reid}, this is {Hamish}.",
    "{Tunde Bakare}: {Tunde}. DCP in crown court, under {Philippa Grantham}.",
    "{Leigh-Anne Stokes}: {Leigh-Anne}; people call me {Leigh}.",
    "{Tunde Bakare}: so {leigh-anne stokes} got it. {STOKES} they wrote. {Mrs Stokes}!",
    "{Inspector Reid}: {Bakare}, go on.",
    "{Leigh-Anne Stokes}: ask {Philippa}, or {Pip Grantham}; {Grantham} knows.",
    "{Tunde Bakare}: not Grantham Magistrates. At Lincoln and Grantham Crown Court we had none.",
    "{Leigh-Anne Stokes}: my email's {leighanne.stokes99@mail.example}; {07700 900 456}.",
    "{Tunde Bakare}: she lives near {LS11 4QF}. God knows. Christ. Jesus, no.",
    "{Leigh-Anne Stokes}: {Tunde}'s and {Leigh-Anne}'s are fine.",
)

# --- Written after the rules, and measured before any of them was changed for it ---------

LATER: Final = (
    (
        "Minutes of the Area Quality Forum held on 4 March 2024\n"
        "In attendance: {Rosemary Tattersall} (Chair, DCCP), {Obi Nwosu} (SDCP "
        "CCU), {Fern Dalrymple} (SDCP MCU), {Bill Hartigan} (DCP), {Joy Mbatha} "
        "(DCP), {Ffion Rhydderch} (DCP), {Lee Cross} (ABM), {Parveen "
        "Akhtar-Jones} (minutes)\n"
        "Apologies: {Guy Lamont}, {D. Featherstone}",
        (
            "Matters arising: {RT} reported that the vacancy had been filled by {Xanthe Oyelowo}.",
            "{Nwosu} felt that the IQA returns were thin; {Obi} offered to re-read twenty.",
            "{Bill} said the bill of costs had come. {Hartigan} would pay it.",
            "{Cross} examined the budget; cross-examination went well. {Mr Cross} left at 11.",
            "ACTION: {ON} & {FD} to meet by 1/4/24. {LC} to book.",
            "{Rhydderch, F} to send out the DG6 note. {F Rhydderch} confirmed.",
            "{Akhtar-Jones} to chase {Lamont} and {Featherstone}.",
            "{Guy} has left for CPS Direct; {Guy Lamont}'s desk is free.",
            "Thanks to {Rosemary}, who retires; rosemary will be planted.",
            "It was {Tattersall} who asked, not {Nwosu}/{Dalrymple}.",
            "{Fern}'s team have a fern in the office.",
            "The bill was paid.",
        ),
    ),
    (
        "From: {Tattersall, Rosemary}\n"
        "Sent: 04 March 2024 10:12\n"
        "To: {Nwosu, Obi}; {Hartigan, Bill}; #Wessex SDCPs\n"
        "Subject: RE: dip samples - {Ffion}\n"
        "Hi {Obi},\n"
        "Can you call {Ffion} on {07911 123456} before noon? She has the "
        "Barraclough file (URN {03 ZY 00234 24}).\n"
        "{Bill} tells me Insp. {Okoro} wants it back by Friday.\n"
        "Thx\n"
        "{Rosemary}\n"
        "{Rosemary Tattersall}\n"
        "Deputy Chief Crown Prosecutor\n"
        "T: {020 3357 0000} | E: {rosemary.tattersall@cps.example}",
        (),
    ),
    (
        "Magistrates' unit bulletin\n"
        "This week's duty manager is {Ffion Rhydderch}; cover {Joy Mbatha}.\n"
        "Congratulations to {Tamsin} and Big {Dave} on their promotion!\n"
        "{Nkechi Adichie-Brown} joins us from Thames and Chiltern. "
        "{Adichie-Brown} starts on Monday.\n"
        "Please welcome Sgt {Malkin}, our new police liaison, and Det Supt {Farrier}.\n"
        "District Judge {Lomax} has asked for bundles by 9. DJ {Lomax} sits Tuesdays.\n"
        "Never send papers to {barristers.clerk@oldchambers.example}.\n"
        "The defendant in R v {O'Malley} was born on {4 May 1979}; his mother, "
        "{Mrs O'Malley}, gave evidence.\n"
        "CAD reference {2231 of 14/03/24}.",
        (),
    ),
)
LATER_SPOKEN: Final = (
    "{Sue Marlow (HMCPSI)}: Can we go round? {Nasreen}, do you want to start?",
    "{Nasreen Begum}: I'm {Nasreen}, RASSO, eight years.",
    "{Pete Okonkwo-Shaw}: {Pete}. Everyone calls me {Peter} at home.",
    "{Nasreen Begum}: My DCP's {Wilhelmina} - we say {Billie}.",
    "{Pete Okonkwo-Shaw}: {nasreen} means {Wilhelmina Tranter}, she's mags.",
    "{Sue Marlow (HMCPSI)}: And who is it that signs yours, {Peter}?",
    "{Pete Okonkwo-Shaw}: {Mark} did. We told {Will}. Will they ever fix it? May be.",
    "{Nasreen Begum}: I asked {Mark} in March in April.",
    "{Pete Okonkwo-Shaw}: There was a DC {Hobbs} and a PC nobody knew.",
    "{Sue Marlow (HMCPSI)}: Thanks {Pete}, thanks {Nasreen}. {Okonkwo-Shaw} with a hyphen?",
    "{Nasreen Begum}: It's like {Tony} says, Clare's Law or whatever.",
)
LATER_INNOCENT: Final = (
    "The Barker Review and the Hallett protocol were circulated in Durham.",
    "Case Management Form v Plea Form was debated.",
    "Rose to 45 per cent, fell to 40 per cent.",
    "Penny pinching on travel; Frank discussion followed.",
    "Sandwich lunches in Reading; Bury and Bolton sat late.",
    "The Met, Greater Manchester Police and West Midlands Police replied.",
    "Lessons from the Horizon Inquiry and the Angiolini Inquiry.",
    "Victim Personal Statements; Special Measures Meetings; Ground Rules Hearings.",
    "Trial Readiness Hearing, Further Case Management Hearing, Plea and Trial Preparation.",
    "The Old Bailey, Snaresbrook, Isleworth and Wood Green were busy.",
    "Christmas Day, New Year's Day, Good Friday and Whit Monday.",
    "Grant applications to the Ministry. Grant was refused bail? No: bail was granted.",
    "Chase the OIC. Chase again in June. Drew a blank.",
    "Bench Legal Adviser training; Deputy District Judge sittings.",
    "South Wales, Gwent, Dyfed-Powys and North Wales forces.",
    "See paragraph 4 (a) to (c) and Annex B Table 2.",
    "A4 paper, B2 room, C3 printer, M25 closed, S9 statements, G4S escorts.",
    "24/7 cover; 9/10 met; 3/4 of files; 10/12/2023 minutes; ratio 3:1.",
    "PO Box numbers and 0800 lines are not monitored; dial 999 or 101.",
    "iPhone, Android, WhatsApp and Snapchat downloads.",
    "The Sycamore Gap case is a useful precedent on harm.",
    "Team A, Team B, Unit 2 and Wing C moved.",
    "Total 1 234 567; 00012345; 2023-24; FY24; Q1-Q4; v1.2.3.",
    "Dear colleagues, Dear all, Hi team, Kind regards, Best wishes",
    "Area Victims Lead, Casework Lead and Youth Justice Lead were briefed.",
)
