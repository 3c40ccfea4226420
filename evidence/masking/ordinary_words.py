"""Words with a capital that are no person's name, and names that are also words.

`ORDINARY_NAMES` are first names and surnames that a sentence may hold without naming
anybody (May, Will, Grace, Mark). `NEVER_NAMES` are words that casework, courts and offices
write with a capital. `AFTER_PLACES` follow the name of a place, `BEFORE_PLACES` precede what
only sounds like a person (St Mary's, Operation Grace).
"""

from __future__ import annotations

from typing import Final

from evidence.masking.first_names import words_in

CALENDAR: Final = words_in(
    """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday
    sunday mon tue tues wed thu thur thurs fri sat sun easter christmas spring summer autumn
    winter
    """
)

PREFIXES: Final = words_in(
    "pre post non multi anti co self cross sub re ex inter intra mid under over e on off well long "
    "short high low semi all part full half one two three first second third fast slow"
)
"""What stands before a hyphen in words that are nobody's name: Pre-Charge, Multi-Agency."""

ORDINARY_NAMES: Final = (
    words_in(
        """
        august blessing chelsea dakota gift jordan logan milan nana savannah
        amber art ash ashford asia austin bay bell berry bill bird bishop bloom bolton bond
        booth bradford bridge brook brown buck burnley bury bush carlisle carolina carter case
        cash chance charity chase chester china chip church clerk cliff close coast constable
        cook cornwall court cross crown curry christian dallas dawn day dean delight derby destiny
        devon
        diamond dick dot dover drake durham earl essex eve ever fair faith field fields finch
        flower ford forest foster fox frank free freedom french friend gale garden gay gold
        golden good grace grant gray green grey guy hale hall hand harmony harper hart heath
        hill holiday honey hood hope houston hull hunt hunter ice india israel ivory jet job
        joy judge july june junior justice kent key king kit lace lancaster lane large lark
        law leaf lewes liberty little lock london long lord love low luton major march mark
        marks marsh marshal masters may melody mercy merit mill miller mills mint moody moon
        moore morning new newton nice noble norfolk north oak page paris parish park parker
        pat patience peel penny pepper perry person petty pike plant pool pope porter pound
        power precious presence preston price pride prince prudence pure rain read reading
        reason red reed rich rider river rob rock round royal rush sage sandwich savage
        savannah school selby sergeant sharp sheriff shore short sky small snow song south
        spark sparks spring stable stafford star steel stone storm street strong summer sun
        swift teal temple term topic trace trent trial true unity valentine virginia virtue
        wade wall ward warden warwick waters way west white wild will willing winchester
        winter wise wolf wood woods work worth worthing young
        """
    )
    | CALENDAR
)

NEVER_NAMES: Final = words_in(
    """
    a about above absent absolutely according account accounts act acting action actions active
    activity actually adjourned adjournment administration administrative admission adult advice
    advocacy advocate advocates african after afternoon again agenda agent agents agree agreed
    all allocation also although american an analyst and annex annexe annual another any anyway
    apologies apologise apology app appeal appeals appendix application apps apr archive are
    area areas army as asap asian ask asked asks assessment assessments assessor assessors
    assistant associate assurance at attendance attended attendees attending attorney audit
    authority available average backlog bail bank barrister barristers based basic basically bay
    bcm be because before bench best better big board boardroom boards body both boulevard box
    bridge brief briefing briefings briefs british building bulletin bundle business but by bye
    call came can capacity caribbean case caseload cases casework castle catholic cell central
    centre certainly chair chaired chairing chairman chairs challenge chamber chambers champion
    change changes channel charge charges charging charter chases check checklist cheers chief
    child children christmas circuit circulation city civil classification clerk clients close
    closed cluster coast code colleague colleagues college combined comment comments commission
    commissioner committee commons communication communications community company complaint
    complaints completed completion complex compliance conference confirmed consent consultation
    contact contents contest continuity control cooperation coordinator copy core coroner
    corporate cottage council counsel county course court courthouse courtroom courts cover
    covering covid cps cqb crime criminal crown crowns current custody customer cyber daily
    dashboard data date dates day days dear debate decision decisions declined deferred
    definitely delivery department departmental deputy describe described desk desktop detective
    development dga dial diary did digital directive director directorate directors disclosure
    discontinuance discussed discussion display dispute district division do document documents
    does doing domestic done draft drive due duty e each early east easter eastern economic
    edited editor editorial education effective egress eight eleven email emails emergency
    emerging end engagement england english enquiries enquiry equality er erm error estate
    europe european even evening every everyone everything evidence evidential exactly example
    examples excel exceptional exchange executive exercise exhibit experience expert extension
    external facilitator facilities family feedback fifth figures file files final finally
    finance find findings fine first five floor focus follow following for force forces forensic
    form forms forum forward four fourteen fourth framework fraud free french friday friends
    from full further future gardens gender general get given go gold good google government
    grade grades great green group groups grove guidance guide guides guilty had half hall
    handover has hate have he head headline headlines headquarters health hear hearing hearings
    held hello help her here hi high hill hindu his history hmcpsi hmcts hmicfrs hmm home
    homicide honestly hospital house how however hq hub huddle human i idea if image important
    improvement in incident include including indeed independent indicator indictment individual
    induction industry information infrastructure initial initials inquest inspection
    inspections inspector inspectorate inspectors instructions intelligence interim internal
    international interpreter interview interviewee interviewees interviewer interviewers
    interviews into intranet introduction investigation investigative investigator iqa iqas
    irish is issue issued issues it item items its jewish joint journal judge judges judgment
    judicial judiciary jury just justice juvenile kind kindly king kingdom knowledge knows label
    lady lane large last late latest law laws lawyer lawyers lcjb lead lead-in leader leaders
    leadership learning leave left legal lessons let letter letters level levels liaison library
    licence like limit limits line link list listed listing lists live local location lodge log
    london long look looking lord lords lot low magistrate magistrates mags main major make
    management manager managers mandatory mansions manual many map marking master material
    matter matters maybe me measure measures media medical meeting meetings member members memo
    memorandum message method mews microsoft mid middle milestones military mini minister
    ministry minute minutes missing mitigation model module moj monitoring month monthly more
    morning most mostly move mr mrs ms multi murder muslim my name names narrative nation
    national ncaa near need needs neighbourhood neither network never new news newsletter next
    night nine no nobody nominated none north north-east north-west northeast northern northwest
    not note noted notes nothing notice now number numbers objective objectives observation
    observers observing obviously of off offence offences offender offer office officer officers
    official officials often oh ok okay old on once one onedrive only onto open opened opening
    operation operational operations opportunity option or oral order orders organisation
    original other others our out outcome outcomes outlook over overall overview own owner
    owners owns pack page panel paper papers para parade paragraph paralegal paralegals park
    parking part particularly partner partners partnership past pay pcc people per performance
    perhaps period permanent person personal personally persons phase phone pilot place plan
    planning plaza plea please point points police policies policy polish position positive
    possibly post powerpoint practice pre prepared present presentation press presumably
    pretrial previous prison privilege probably probation problem procedure procedures
    proceedings process product professional profile programme progress project proof proposed
    prosecuting prosecution prosecutions prosecutor prosecutors protection protocol provision
    public publication purpose put q quality quarter quarterly quay queen question questions
    quick quite race racial rag range rape rasso rate rates re read reading ready really reason
    reasons recommendation recommendations record recorder recording records red refer reference
    references referral regarding regards region regional register regular related relations
    release remand reminder remote removal reply report reporting reports request requests
    required reserve resident resolution resource resources response responses responsibility
    responsible rest restricted result results return returns review reviewed reviewer reviewing
    reviews right right-oh rights risk road role romanian room root rota round row royal rule
    rules runs safe said same sample samples sampling saturday saying says schedule schedules
    scheme school scope scottish second secretariat secretary section security see seen sees
    self senior sensitive sent sentence sentencing sergeant serious service services session set
    seven several sexual shall share sharepoint she sheet shire should show sikh simon's since
    sitting six skills small so social solicitor solicitors some somebody someone something
    sometimes soon sorry source sources south south-east south-west southeast southern southwest
    speaker special specialist square staff stage standard standards starred start state
    statement statements station statistics status statutory step still stock strategic strategy
    street strong structure subject success such summary sunday supervising supervision
    supervisor support sure survey system systems table take taken talk target targets task team
    teams technical technology template ten terms terrace test thank thanks that the their them
    theme themes then there these they thing think thinks third thirteen this those though three
    threshold thresholds through thursday time timeliness times title to today together told
    tomorrow too tool toolkit tools top topic total tower tracker traffic training transcript
    trend trends trial trials tribunal true trunk tuesday twelve twenty two type typed um under
    unit united units unless until unused up update updates upon urgent us use used user using
    usually valid value vehicle venue version very via vice victim victims video view violence
    visit visits voice volume voluntary vrr wales wants ward warning was we wednesday week
    weekly welcome welfare well welsh were west western wharf what when where which while white
    whitehall who whole why wide windows wish wishes with within without witness witnesses word
    words work workforce working works workshop would write writing written wrong yard yeah year
    years yep yes yesterday yet you your yours youth zone zoom
    """
)

AFTER_PLACES: Final = words_in(
    """
    airport area avenue bay borough bridge building business castle cathedral centre chambers city
    close coast college combined constabulary council county court courthouse crescent crown
    district division drive estate gardens green grove hall harbour hill hospital house island
    justice lane lodge magistrates mags park parish police port prison probation quay region road
    room row school shire square station street terrace tower town university vale valley village
    ward way wharf yard act law rules principle principles direction test hearing indication
    warning review report inquiry protocol procedure
    """
)

BEFORE_PLACES: Final = words_in(
    """
    st saint operation op project storm hmp hmyoi lake mount port royal exercise programme
    """
)

AUTHORITIES: Final = words_in(
    """
    adomako barnard brown chan-fook cunningham galbraith ghosh goodyear gul hanson hicklin hinks
    hughes ivey jogee lane lucas makanjuola moloney newton nedrick osman pitchfork r robinson
    sang savage shivpuri turnbull woollin
    """
)
"""Names by which lawyers cite published decisions; R v Galbraith is no live case."""

ABBREVIATIONS: Final = words_in(
    """
    hh kc qc
    abh abm abe ac ai am aob app apr asap asb ba bau bcm bcu bwv ca cc ccp ccu ceo cid cjs cjsm
    cjssu cms cp cpd cpia cps cqb csp ct ctl ctls da dal dccp dcp dcv dg dga dho di dmd docd dpa
    dpp ds dv ea ecj edi een eea en eoc et etc eu faq fgm fh fi foi fta ftse gap gbh gdpr ggap
    gp gps ho hq hr ia ic id idpc iem ii iii imd inc ip iqa iqr is it itv iv jp kc kpi la lcjb led
    lgbt ll ltd mags mc mca mcu md mg mh moj mot mou mp mps msg nas nb nca ncalt ne nfa nfe ng nhs
    ni nmp no npcc nps nw oic ok op ops or os ot pa pace pc pcc pcmh pdf pet ph pi pm pnc po ppt
    pr ps psr pst ptph ptpm qa qc rag rasso re rj rm rr rti rtc sa scp scpo sdcp se sfo sla smt so
    soc spm sra ssc sw tbc td to tv uk un up us usa va vat vc vips vlu vol vps vrr wa wc wcu we
    wfh wg xx yjs yot yro
    """
)
"""What two or three capitals mean when they are not somebody's initials."""
