"""Hard cases: names that are words, surnames alone, initials, and what only looks like a name.

Invented, and written before the rules were mended that now find nearly all of them. {Braces}
stand around what identifies somebody. Minutes have a head, and are read as one paper, since
what one paragraph introduces another may use.
"""

from __future__ import annotations

from typing import Final

BRIEFINGS: Final = (
    # names that are ordinary words
    "Mark the file as read. {Mark Tolland} will mark the next ten, and {Mark}’s view is awaited.",
    "In May we shall see. {May Brightwell} joins us in May from the listing team.",
    "There is a grace period of a week; {Grace Umeh} has asked for grace.",
    "Will the unit cope? {Will Dacre} says that it will.",
    "{Rose Tindall} rose to thank the team. Charges rose by nine per cent.",
    "The bill was paid late. {Bill Ferriby} dealt with it, and {Bill} is sorry.",
    "{Hope Adjei} and {Joy Sefton} hope to publish in June, which is a joy.",
    "Our new paralegal, {Faith Umunna}, has restored our faith in the system.",
    "The price is right, says {Nigel Price} of performance. {Price} will say more.",
    "A young prosecutor asked {Ms Young} about bail. {Ms Young} replied on Friday.",
    "The case was listed before Judge {Case}; in any case it was adjourned.",
    "Good practice from {Mr Long}: keep it short. Long notes are not read.",
    "{Dawn Ridley} starts at dawn, or so it seems to {Frank Marsh}. To be frank, it shows.",
    "Please send returns to {Drew Booker}. The unit drew lessons from them.",
    "A penny saved: {Penny Latchford} found three files in the wrong tray.",
    # surnames alone and titles
    "{Okonjo-Blake} led the session on disclosure. {Ms Okonjo-Blake} took questions.",
    "{Mr O’Hanrahan} and {Mrs D’Souza-Wright} will swap units.",
    "{Dr Llywelyn-Pugh} gave evidence by link; {Professor Achterberg} did not.",
    "The letter from {Sir Peregrine Ashby} was noted.",
    "{Cllr Nwankwo} visited the office.",
    "{Miss Q. Farrow} signed the schedule; {T. van der Meulen} countersigned.",
    # foreign names
    "{Nguyễn Thị Hạnh} presented the figures. {Hạnh} will circulate them.",
    "{Oluwatobiloba Adesanya} and {Sinéad Ní Chonaill} reviewed the same file.",
    "{Xiaoling Wei} asked {Giuseppe D’Angelo} to check the MG6C.",
    "{Abdul-Rahman al-Farsi} is the new paralegal manager.",
    "{Łukasz Wróblewski} and {Zoë Müller} moved to the Crown Court unit.",
    "{Jyotsna Venkataraman} keeps the log; ask {Jyotsna} for access.",
    "{Mohammed Khan} and {Ali Hussain} cover Thursdays.",
    "Welcome to {Bronagh McIlwraith} and {Kofi Mensah-Bonsu}.",
    # e-mail addresses and file names
    "Returns to {gwen.tarrant@cps.example.uk} by noon.",
    "Mail {gwen.tarrant@cps.example.uk}; her file is {Tarrant}_G_IQA_notes_v2.docx.",
    "Copy to {m.dolby2@cps.example.uk}; {Dolby} keeps the master.",
    # judges, counsel, officers, witnesses, defendants
    "HHJ {Pemberton-Vale} commended counsel, {Ms Isolde Crane}.",
    "District Judge {Amoah} refused the application. DJ {Amoah} gave short reasons.",
    "Recorder {Whitcombe} sat in court 3.",
    "The officer in the case, DC {Farrukh Zaman}, was on leave. DC {4471} covered.",
    "PC {Lovelace} {2288} sent the footage late.",
    "In R v {Hollowbread} the indictment was out of time.",
    "Defence counsel {Mr Tobias Wrenfield} asked for the unused material.",
    "The complainant, {Marcia Dunning}, withdrew; her sister {Leanne} did not.",
    "{Shanice Poole}, the witness, had moved to another town.",
    "Victim: {Mrs E. Garside}, aged 81.",
    # places, courts, teams, posts, products: nobody is named
    "Hartley Magistrates’ Court and Lincoln Crown Court sat on the same day.",
    "The Wellington Street office moves to Victoria House in June.",
    "The Norfolk team and the Victoria team share a DCP.",
    "The Chief Crown Prosecutor asked the District Crown Prosecutors to reply.",
    "Operational Assurance and the Compliance and Assurance Team read the returns.",
    "The Senior District Crown Prosecutor for the Crown Court Unit chairs the board.",
    "Outlook and Power BI were down; the Case Management System was not.",
    "The Resident Judge and the Presiding Judge met the Area Business Manager.",
    "The Lancaster hub and the Carlisle hub now share a list.",
    "Christmas, Easter and Ramadan leave was agreed.",
    "A Newton hearing was avoided. A Goodyear indication was not sought.",
    "The Adult RASSO guidance, the Gravity Matrix and the Charging Guidance apply.",
    "St George’s Hall was booked; Elizabeth House was full.",
    "The Bill received Royal Assent; the Act is in force.",
    "Read More, Learn More is the slogan of the week.",
    "Hate crime, Modern Slavery and County Lines files went to the specialist unit.",
    "Quality Street was handed round. Nobody from Legal Services complained.",
    "The Jordan Well site closes. The Florence Nightingale ward sent its records.",
    "Clare’s Law requests doubled. Section 51 cases did not.",
)
"""Each is a briefing by itself, without any list of people."""

MINUTED: Final = (
    (
        "Present: {Joanna Beddoes} (Chair, DCCP), {Bill Okafor-Lane} (SDCP), {Rose Abara} (DCP), "
        "{J Brightman} (DCP), {Iain McAllister}, {Grace Lim}. Apologies: {Will Trent} ({WT}).",
        (
            "{JB} asked {BOL} for the themes; {RA} had none to add.",
            "{Beddoes} agreed with {Okafor-Lane}: the bill for counsel rose in May.",
            "{Rose} and {Grace} will look at ten files. Grace will be given on deadlines.",
            "{Iain}’s paper was noted, subject to {Joanna}’s changes.",
            "Will this be done by June? {WT} to say. DCPs to mark every answer.",
            "{McAllister} and {Brightman} spoke of IT and HR; the SDCP did not.",
            "Action: {RA} to write to HHJ {Tennant}. Action: {IM}/{GL} to draft.",
            "AOB: the Preston office, the Durham list and the Lantern Room.",
        ),
    ),
    (
        "Attendees\n{Femi Balogun} – SDCP\n{Ursula Quick} – DCP\n{Sunny Dhaliwal} – DCP\n"
        "{Chris Young} – ABM",
        (
            "{Ursula} said that a quick look was not enough. {Quick} will bring figures.",
            "{Sunny} thanked {Chris}; the young team had a sunny year.",
            "{FB} closed the item. {UQ} will follow up with {Femi}.",
            "Young prosecutors want more feedback.",
        ),
    ),
)
"""Minutes: a head and its items."""

SPOKEN: Final = (
    "{Nadia Hossain (HMCPSI)}: How does {Phil} let you know, {April}?",
    "{April Winters}: {Phil} tells us, or he doesn't. In April he did, that winter he did not.",
    "{Summer Oyelaran}: It's {Mr Cheung} who signs, {Phil Cheung}. He's great with will-says.",
    "{Jack Stone}: Will I read it? I might. May be I will.",
    "{April Winters}: {Jack}'s being modest. {Summer}, you had that one with {Dr Bhatt}?",
    "{Summer Oyelaran}: Yes, and {Keeley} in admin, {Keeley Barr}, found the file.",
    "{Jack Stone}: Aunty {Pat} we call her, {Pat Ogden}. She's in the Mags unit, in Derby.",
    "{Nadia Hossain (HMCPSI)}: Thank you. {Winters}, sorry, {April}, last word?",
    "{April Winters}: Just that the stone floor is cold. And summer is the worst.",
    "{Jack Stone}: My mobile's {07700 900456}, {jack.stone@cps.example.uk} if that helps.",
)
"""A focus group."""

ASKING: Final = ("Nadia Hossain (HMCPSI)", "Interviewer 1")

PAPERS: Final = (
    (
        "Casework Quality Board – Central Unit",
        "Held on 14 March 2024 in the Ash Room",
        "Chair: {Patricia Olowe}",
        "In attendance: {P Olowe} (SDCP), {T Marchetti} (DCP), {Dil Kaur} (DCP), "
        "{B. Thorne} (ABM), {Siobhan} from performance",
        "1. {Patricia} opened the meeting.",
        "2. {TM} said that the DCPs had marked 42 IQAs; {Dil} had marked none in May.",
        "3. {Thorne} asked whether charging advice was timely. {Olowe} thought so.",
        "4. Case {07CD9912324} was used as an example, as was R v {Petrov}.",
    ),
    (
        "To: All Crown Court staff",
        "From: {Marcus Eze}",
        "Subject: IQA week",
        "Dear all,",
        "Thank you to {Helen}, {Raj} and {Wiktoria Nowicka} for your help.",
        "If you have questions ask {Helen} or ring me on {07700 900321}.",
        "Regards,",
        "{Marcus}",
    ),
    (
        "Interview with DCCP",
        "Interviewee: {Lorraine Abbot}",
        "Interviewers: {S. Pillai}, {Glenn Croft}",
        "Q. How do you use the data?",
        "A. {Glenn} has seen our dashboard. {Sunita} in my office builds it every month.",
        "Q. And who checks?",
        "A. My deputy, {Darren}, and then {Ms Vance}. I would say {Darren} is the expert.",
    ),
    ("Our victim liaison officer, {Chantelle Obi}, met the mother of {Baby K}.",),
    ("{Mr. Justice Holloway} sat at Leeds. Mr Recorder {Eldridge} KC sat at Hull.",),
    (
        "A reviewing lawyer ({Anwen Probert}) had not endorsed the file; "
        "her manager ({Geraint}) signed it off.",
    ),
    ("Feedback from {Craig B} and {Steph} was positive.",),
    ("Crown Advocate {Lucinda Fairweather} covered for {Fairweather-Jones}.",),
    ("The OIC, {Sgt Bannister}, emailed the paralegal, {tamsin_hale@cps.example.uk}.",),
    ("{Zeynep} is on leave, {Agnieszka} covers, and {Iain} covers for her.",),
    ("Spoke with {Al} re the rota. {Al}'s view: fine.",),
    ("Charging decision by {ANNABEL SHORE}, reviewed by {SHORE A}.",),
    ("Defendant {HARRIS, Leon} appeared with {Mr Cole}.",),
    ("Counsel instructed: {Miss Priti Desai}, 4 Kings Chambers.",),
    ("Action owner: {Bex}. Deadline: 3 July.",),
    ("{De’Andre Clarke} and {Tyrone Blake} were co-defendants; {Blake} pleaded.",),
    ("I asked {Sam} and {Alex} whether {Jordan} had replied. Jordan Street is shut.",),
    ("Minutes taken by {Y. Abiola}. Approved by {M. Quist-Arcton} on 3 May.",),
    ("Well done Team Leader {Ffion}!",),
    ("{Ffion}'s tracker and {Owain}'s log do not agree.",),
    (
        "Prepared by: {Imogen Tate}, Business Support",
        "Cleared by: {R. Hussain}",
    ),
    ("{Mrs Justice Ferreira-Lund} granted the extension in R v K.",),
    ('The lawyer said "{Naz} never reads them".',),
    ("Pc {Simmonds} and Dc {Lyle} attended. DS {Hook} did not.",),
    ("{Dr. Amara Nwosu} (pathologist) and {Prof Lindqvist} reported.",),
    ("Thanks, {Gav}.",),
    ("{Jean-Luc}, {Ngozi} and {Mei-Ling Tan} joined the call from Swansea.",),
    ("The DCP ({Rowan Ashdown}) and the SDCP ({Heather Lowe}) disagree.",),
    ("{Mx Robin Vale} uses they/them.",),
    ("Reported to {Kelly-Anne Dobbs} on the RASSO unit.",),
    ("Quarter 3 performance: Discontinuance fell; Guilty Plea rates rose.",),
    ("Crown Court Digital Case System access, Common Platform and Egress were discussed.",),
    ("Durham Constabulary, West Mercia Police and Kent Police were late.",),
    ("Legal Training Week ran in Birmingham. Nobody from Cardiff came.",),
    ("Early Guilty Plea Scheme; Out of Court Resolutions; Threshold Test; Full Code Test.",),
    ("King’s Counsel and Treasury Counsel were instructed under the Advocate Panel Scheme.",),
    ("Mental Health Act and Youth Justice training; Stalking Protection Orders.",),
    ("Area Business Plan, Local Criminal Justice Board and Victims’ Commissioner.",),
    ("Hull Combined Court Centre lists trials; Bradford and Leeds share a Listing Officer.",),
    ("Learning and Development ran First Principles. Prosecution College hosts it.",),
    ("Lord Leveson’s review and the Rose Report were mentioned.",),
    ("Good work on File 12 of 15. Excellent Attention To Detail.",),
    ("Windows 11 and Microsoft 365 will roll out by Spring 2025.",),
    ("See paragraph 4 of Annex B, Table 2 and Figure 3.",),
    (
        "Trial Readiness Review, Case Progression Manager, Hearing Record Sheet, "
        "Charging Delivery Group.",
    ),
    ("Domestic Abuse Best Practice Framework applies in Norwich and Ipswich.",),
    ("One DCP said Thursdays work best; another said Mondays.",),
    ("Great Yarmouth, King’s Lynn and Bury St Edmunds are covered remotely.",),
    ("Black History Month, Pride and Diwali events were held.",),
    ("Senior Operational Business Manager posts are vacant in Mold and Caernarfon.",),
)
"""Papers and single paragraphs, line by line; written later, to see what rules had learned."""

ONCE_MORE: Final = (
    "I rang {Mr Adeyinka} and left a message with his colleague {Prudence}.",
    "{Stella McAvoy} chaired in the absence of {Ravi}.",
    "The paralegal officer, {Kieran}, flagged the gap to DCP {Lomax}.",
    "{Hargreaves} said the file was overbuilt; {Pike} disagreed.",
    "My line manager is {Theodora Finch}. {Theo} reads every IQA twice.",
    "Case of {Okoro} and others; counsel {Bernard Tull} for the Crown.",
    "Meeting with {Superintendent Gail Rooke} about file quality.",
    "cc {Lara}, {Petros}, {J. Mwangi}",
    "{Dominic}’s team and {Yasmin}'s team swapped cases.",
    "Ask {Mohan} or {Sue-Ellen}, not me.",
    "We heard from the CCP, {Barnaby Keogh}, that IQA is valued.",
    "{Irina Volkova-Shaw} has joined as SCP from {Tom Astley}’s team.",
    "Complaint by {Mrs Gwendoline Parr} upheld.",
    "In {Ahmed}, the reviewing lawyer failed to serve the DMD.",
    "R -v- {KOWALCZYK} [Leicester CC] was dropped at PTPH.",
    "Sent to {r.penrose@cps.example.uk} and {Penrose} replied.",
    "{Cath} and {Deb} are both 0.6; {Cath} does Mondays.",
    "Thanks all, {Jules}",
    "{Quentin Abara} (SDCP, MCU) queried {Vee}’s tally.",
    "HH Judge {Wexcombe} and {Mr Recorder Sole} criticised late service.",
    "{Nasreen Akhtar}: 4 IQAs; {Philippa Gough}: 5 IQAs; {Derek Ng}: 2 IQAs.",
    "Staff present were {Ng, Derek}; {Gough, Philippa}; {Akhtar, Nasreen}.",
    "The victim, {LM}, aged 14, did not attend.",
    "Reviewed: {PG} 12/05; {DN} 13/05.",
    "DCP name: {Philippa Gough}   Prosecutor: {Simon Peake}",
    "Prosecutor | {Simon Peake} | Date | 4 May 2024 | Assessor | {P Gough}",
    "My name is {Olu} and I work in the Crown Court unit.",
    "I'm {Tanisha}, I've been here two years.",
    "They call me {Mac}. {Mac Donnelly}.",
    "{Charlie Hope} and {Amber Page} were promoted.",
    "Witness {A. Begum} gave her number as {07911 123456} and lives at {22 Orchard Close}.",
    "Ring {Fiona} on extension {4410}.",
)
"""Single lines, written last."""

ALSO_SPOKEN: Final = (
    "Interviewer 1: Who does your IQAs?",
    "{Tunde}: {Carol} does. Before that it was Big {Dave}, as we call him.",
    "{Ms A Rahman}: Mine's {Carol} too. She's brilliant, honestly.",
    "{Tunde}: {Ayesha}'s being kind.",
    "{Ms A Rahman}: {Tunde}! I mean it. But {Carol Dean} only does them in May and November.",
    "{Tunde}: Then Mark Two of the form came, and nobody marks anything.",
    "{Ms A Rahman}: I'd say it's grace under fire. {Lee} left and {Bev} retired.",
    "Interviewer 1: Thank you, {Ayesha}. {Tunde}, anything else?",
    "{Tunde}: Only that the {Kenny Watts} case was never fed back. {Watts}, {11CD5566724}.",
)
"""Another focus group."""
