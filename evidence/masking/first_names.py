"""First names that people in England and Wales go by.

General knowledge, not anybody's list of staff. It finds the colleague whom no attendance
list names ("Ayesha and Tom began on 8 April"). A name that is also a word, a month or a
place is in `ordinary_words.py` as well, and is then never masked on the strength of
standing here alone.
"""

from __future__ import annotations

from typing import Final


def words_in(listed: str) -> frozenset[str]:
    """Return the words of a list written as running text."""
    return frozenset(listed.split())


FIRST_NAMES: Final = words_in(
    """
    aaliyah aaron abbie abby abdul abdullah abena abigail abiodun abraham abu ada adam ade adebayo
    adele adeola aditi aditya adnan adrian afia agata agnes agnieszka ahmed aidan aileen aimee
    aisha aisling ajay akash akua alan alana alasdair alastair albert alec aled alejandro
    aleksander aleksandra alex alexa alexander alexandra alexandru alexis alfie alfred ali alice
    alicia alison alistair alister allan allen alun alyssa alwyn amal amanda amara amber amelia
    amin amina amir amira amit amna amrit amy ana anastasia andre andrea andreea andrei andrew
    andy aneeka aneta aneurin angela angelina angie angus anika anil anisa anita anjali ann anna
    annabel anne annette annie anouk ansh anthea anthony antoinette anton antonia antonio anwar
    anya april araminta archie ariana arif arjun arlene armaan arnold arran arthur arun asad asha
    ashleigh ashley ashok asif asiya asma astrid atif audrey aurelia ava avril ayaan ayesha ayo
    azra babatunde barbara barnaby barney barry bartosz basil bea beata beatrice becca beckie becky
    belinda ben benedict benjamin bernadette bernard bernice bert bertha beryl bess beth bethan
    bethany betty bev beverley beverly bhavna bianca bilal bill billie billy blessing bob bobby
    bogdan bohdan boris brenda brendan brian bridget bridie briony bronagh bronwen bruce bruno
    bryan bryn bryony caitlin cal callum calum cameron camilla camille candice cara carl carla
    carlos carly carmel carmen carol carole caroline carolyn carys caspian cassandra cassie
    catalina catherine catrin cathal catherina cathryn cathy catriona cecilia cecily celia cerys
    chandra chantal chantelle charles charley charlie charlotte cheryl chetan chidi chiara chika
    chinedu chioma chloe chris chrissie christian christiana christina christine christopher
    chukwuma ciara ciaran cillian claire clara claudia clive cole colette colin colleen colm
    conall connie connor conor constance cora coral corinne cormac cornelia courtney craig cristina
    crystal curtis cynthia cyril daisy daljit damian damien damon dan dana daniel daniela
    daniella danielle danny daphne darcy daria darius darragh darrell darren darryl dave david
    davina dawid dawn deb debbie deborah debra declan deepa deepak deirdre delia delroy delyth
    denis denise dennis denzel derek dermot derrick des desmond dev devika dexter dhruv diana diane
    dianne diego dilip dilys dimitri dina dinesh dion dipak divya diya dolores dom dominic
    dominica dominika dominique don donal donald donna donovan dora doreen doris dorota dorothea
    dorothy dot doug dougal douglas duncan dwayne dylan dympna eamon earl ebony ed eddie edgar
    edith edmund eduardo edward edwin edwina effie efua eileen eilidh eimear eirlys elaine eleanor
    elena eleri eli elias elif elijah elin elinor eliot elisa elisabeth elise elisha eliza
    elizabeth ella ellen ellie elliot elliott eloise elouise elsa elsie elspeth elton elvira
    emeka emer emilia emilie emily emir emlyn emma emmanuel emmanuella emmeline emrys enid enrique
    eoin eric erica erik erika erin ernest errol esme esmerelda esther ethan ethel eugene eugenia
    eunice eva evan evangeline eve evelyn evie ewa ewan ewelina ezekiel fabian fadi fahad faisal
    farah farhan faris farida farooq farzana fatima fatimah fay faye fearne felicity felix femi
    feng fergus fern fernando ffion fidel fifi filip finbar finlay finley finn fiona fionn
    fionnuala flo flora florin folake fran frances francesca francesco francis francois frankie
    franklin fred freda freddie freddy frederick freya funmi gabriel gabriela gabriella gabrielle
    gail gareth garry garth gary gaurav gavin gaynor gemma geoff geoffrey george georgie
    georgina geraint gerald geraldine gerard gerry gethin ghulam gianna gideon gilbert giles
    gill gillian gina giorgio giovanni gita glenda glenn glenys gloria glyn glynis godfrey gordon
    grace graeme graham grainne grant grazyna greg gregor gregory greta griff gulshan gurdeep
    gurpreet gus guy gwen gwendolyn gwyn gwyneth habib hadiza hafsa haider hal haleema halima
    hamid hamish hamza hana hannah hans hari harjit harold haroon harpreet harriet harry harvey
    hasan haseeb hassan hattie hayden hayley heather hector hefin heidi helen helena helga henri
    henrietta henry herbert hermione hetty hilary hilda hina holly horace howard hubert hugh hugo
    humaira humphrey husna hussain hussein hywel iain ian ibrahim ida idris ieuan ifeoma
    ifan ifor ignatius igor ike iliana imogen imran ina indira inga ingrid ioan ioana iona
    iqbal irene irina iris irshad isaac isabel isabella isabelle isha isla ismail isobel ivan ivor
    ivy iwan iwona iza izabela jack jackie jackson jacob jacqueline jacqui jada jade jagdeep jagoda
    jaime jake jakub jamal james jameela jamie jamil jan jana jane janet janette janice janine
    jarek jas jasmin jasmine jason jaspal jasper jatinder javed javier jay jaya jayden jayesh jayne
    jaz jean jeanette jeevan jeff jeffrey jem jemima jemma jen jenna jennie jennifer jenny jeremy
    jermaine jerome jerry jess jesse jessica jessie jethro jill jillian jim jimmy jin jo joan
    joana joanna joanne jocelyn jodi jodie jody joe joel joey johan johanna johannes john johnny
    johnson jolene jon jonah jonas jonathan jools jorge jose josef joseph josephine josh joshua
    josie joy joyce juan juanita jude judith judy jules julia julian juliana julie juliet
    juliette julius juma justin justina justyna jyoti kabir kai kaitlyn kalpana kamal kamala
    kamil kamila karan kareem karen karim karin karina karl karla karolina kasia kat katarzyna
    kate katerina kath katharine katherine kathleen kathryn kathy katie katja katrina katy kavita
    kay kaye kayleigh keeley kehinde keiran keira keith kelechi kelly kelvin ken kenneth kenny
    keri kev kevin keziah khadija khadijah khalid khushi kian kiera kieran kiran kirsten kirstie
    kirsty kishan kofi kojo konrad krishna kristen kristian kristina krystyna krzysztof kulwinder
    kunal kuljit kwabena kwaku kwame kwasi kwesi kyle kylie kyra lachlan laila lakshmi lana lara
    larissa larry lars latifa latoya laura lauren laurence laurie lavinia lawrence layla leah
    leanne lee leela leila lena lenny leo leon leona leonard leonie leroy lesley leslie leticia
    levi lewis liam libby lila lilian lillian lily lina linda lindsay lindsey linus lionel
    lisa lisbeth liz liza lizzie llinos lloyd llyr logan lois lola loretta lorna lorraine lottie
    lou louis louisa louise lowri luca lucas lucia lucian lucille lucinda lucy luis luisa lukas
    luke lukasz lydia lyn lynda lyndon lynette lynn lynne lynsey mabel maciej maddie maddy
    madeleine madeline mads maeve magda magdalena maggie magnus mahmood mahmoud mair maisie
    malachi malcolm malgorzata malik mallory mandy manish manjit mansoor manuel mara marc marcel
    marcia marcin marco marcus marek margaret margarita margery margot maria mariam marian marianne
    marie mariel marilyn marina mario marion marisa marius marjorie mark marlene marlon marsha
    marta martha martin martina martyn marvin mary maryam mateusz mathew matilda matt matthew
    matthias maud maura maureen maurice mavis max maxim maxine maya mayowa meera meg megan
    mehmet mei meirion mel melanie melinda melissa melody mercy meredith mervyn mia micah michael
    michaela michal micheal michele michelle mick mihai mike mikey milan mildred milena mili
    millicent millie milo mina minal minnie mira miranda miriam misbah mitch mitchell
    mo mohamed mohammad mohammed mohan mohsin moira mollie molly mona monica monika monique morag
    morgan morris morwenna moses mostafa muhammad mukesh muna munir muriel murray musa mustafa
    myfanwy myles myra myrtle nadeem nadia nadine nadira naeem naima najma nancy naomi naseem
    nasir nasreen natalia natalie natasha nathan nathaniel naveed navid nazia neal ned neelam
    neeta nefyn neha neil nell nellie nelson nerys nesta neville nia niall niamh nichola nicholas
    nick nicki nicky nicola nicolae nicole nigel nikhil nikita nikki nikolai nila nina ning nisha
    nita nnamdi noah noel noelle nora norah noreen norma norman nuala nur nusrat obinna octavia
    odette olga olive oliver olivia ollie olivier oluwaseun oluwaseyi omar onyeka oonagh orla
    orlando oscar osman otis owain owen oyin padma padraig paige pamela paolo parminder parveen
    pascal pat patience patricia patrick patryk paul paula paulette paulina pauline pavel pawel
    pearl pedro peggy penelope pete peter petra petronella phil philip philippa phillip phoebe
    phyllis pia pierre piers piotr polly pooja poppy portia prakash pranav prashant precious
    preeti prem priscilla pritesh priti priya priyanka przemek quentin quincy rabia rachael
    rachel rachid radek radhika rae rafael rafal raheem rahul raj raja rajan rajesh rajiv rajinder
    ralph ram raman ramesh ramona rana randolph ranjit raquel rashid rashida rav raven ravi
    ravinder ray raymond reagan rebecca rebekah reece reena reg reggie reginald rehana rekha remi
    rena renata rene renee reshma reuben rex reza rhea rhian rhiannon rhoda rhodri rhona rhonda
    rhys ria rian ricardo richard richie rick ricky riley rina rishi rita ritu rizwan rob robbie
    robert roberta roberto robin robyn rod roderick rodney roger rohan rohit roisin roland roman
    romana romeo ron ronald ronan ronnie rory ros rosa rosalie rosalind rosalyn rosamund
    rosanna roseanna rosemary rosie roslyn rosina ross rowan rowena roxanne roy roya ruairi ruby
    rudi rufus rukhsana rupert rupinder russ russell ruta ruth ryan sabina sabrina sacha sadia
    sadie safiya sahil saima sajid sal salim sally salma salman salvatore sam samantha sameer
    samia samina samir samira sammy samson samuel sana sandeep sandie sandra sandy sanjay sanjeev
    sapna sara sarah saskia satnam saul sayed scott seamus sean sebastian selena selina selma
    serena sergei sergio seth seun shabana shabnam shaheen shahid shaista shane shaun shauna
    shanice shannon shanti sharmila sharon shaun shawn shayla sheena sheila shelagh shelley
    sheree sheri sheridan sherry sheryl shirley shiv shobha shona shreya shula siân sian sid
    siddharth sidney sienna sierra simon simona simone simran sinead siobhan sioned skye
    slawomir sobia sofia solomon sonal sonia sonya sophia sophie soraya stacey stacy
    stan stanislaw stanley stefan stefania stella steph stephanie stephen steve steven stewart
    stuart sue sufyan suki sukhdeep sukhjit sultana suman sumaira sunil sunita suresh surinder
    surjit susan susanna susannah susanne susie suzanna suzanne suzie sven svetlana sybil sylvester
    sylvia sylwia syed tabitha taha tahir taiwo talia talulah tamara tameka tammy tamsin tania
    tanisha tanvi tanya tara tariq tarun tasha tasneem tatiana tatum taylor ted teddy tegan teo
    terence teresa teri terri terrence terry tess tessa thaddeus thandiwe thea thelma theo
    theodora theodore theresa therese thomas tia tiago tiana tiffany tilly tim timothy tina tobias
    toby todd tom tomas tomasz tommy toni tony tonya toyin tracey tracy travis trevor tricia
    trish trisha tristan trudi trudy tudor tyler tyra tyrone uchenna uma umar una unity ursula
    usha usman uzma valentina valeria valerie vanessa vasile vaughan veena venetia vera verity
    verna vernon veronica vicki vickie vicky victor vidya viet vijay vikas vikram vince vincent
    vinod viola violet violetta viren vishal vivek vivian vivien vivienne vladimir wahid wajid
    walter wanda waqar warren wasim wayne wendell wendy wesley wil wilf wilfred wilhelmina will
    william willow wilma winifred winnie winston witold wojciech xanthe xavier xin yan yara yash
    yasin yasmin yasmine yemi yetunde yewande yolanda ysabel yusra yusuf yvette yvonne zac zach
    zachary zahid zahra zaid zain zainab zak zakariya zara zeenat zehra zelda zena zeynep zia zoe
    zofia zoltan zoya zubair zuleika zuzanna
    abdi abeer abi abiola abosede adaeze adanna addison adeel aderonke adriana agi ahsan aila
    ailsa aimen akeem akira aksel al alannah alastor albie aldo aleena alesha alessia alfonso
    algernon alma alojzy alphonso althea alys amadou amandeep amani amarachi amarjit amelie amie
    aminata amrita anahita anas anastazja andile andrzej aneesa angharad anjum annabelle anneka
    annika ansel anselm antonina anuj anwen aoife aparna araceli arash archana aria ariadne
    arjan armand armando arron artur arwel arwen asim aston atique august augusta avani aviva
    ayanna azeem babajide baljit balvinder bamidele bashir beatrix beccy benedikt benji bex
    bharat bintou birgit blaise blodwen branwen britta cadi callie carina casper ceri cesar
    charis chelsea chiamaka chibuike chidinma chijioke chike chinonso chiyo chukwuemeka cian
    clodagh corinna cosima cristian dafydd dagmar daisuke dakota damilola danuta dariusz daryl
    davey daviti deeba deepika delphine demetrius dewi dil dipti dobromir dragan dulcie
    ebele edita eiji einar eleni elio eluned emre enrico enzo eoghan ercan eryn eze ezra
    fabio faiza fareeda farid farrah farrukh fatou federico ferdinand fflur fikret folasade
    gabor gav ghazala gianni gift giorgos giulia goran gosia gracie gruffydd gudrun gwenllian
    hanif hannelore hardeep haris haruka hemant henrik hikaru hiroshi ifeanyi ikechukwu ilan
    ilya iman inaya iola iolo irena isa ishaan istvan iva ivana jamila jannat jaroslav jaswinder
    jehan jelena jericho jesper jide jiho jimi joaquin jolanta jonathon jordan joshi jozef
    junaid kacper kaede karol kayode kazuki keiko keir kenji kerensa kobe kolade kristof lamar
    lamin leszek linh llew lorcan lubna lucasz ludmila luqman madhuri maja malgosia mamadou
    manpreet marika mariusz mateo matteo mayur mehwish menna mhairi mikolaj milos minh mirela
    mirza misha mitali nabil nahid nana narinder navdeep naz ngozi nikola nils niraj nkechi
    nneka noemi noor nuno nuria oisin ola olamide oleg olena oluchi olumide oluwatobi omari oona
    osagie ozlem pablo paddy parvati pavla petros pilar qasim raisa raluca rasheeda reem riya
    rocco rodrigo romesh roxana saanvi saba saeed saira sakura samar santiago saoirse savannah
    seb senan seren shankar shazia sherri shireen shivani sibusiso sigrid silke sorcha
    soren subhash swati sylvie szymon tadeusz takumi tamika tarek tasnim tayo temitope
    teodor thandi themba thi tiernan timur tobi tobiasz tolu tomos torsten tova tunde ugo ulrike
    urszula ushma vaibhav vanda vikki vimal vladislav vojtech wanjiru wei wiktor wiktoria
    wioletta wojtek xenia xiaoling ximena yaa yahya yakub yannick yaw yinka yolande yosef
    youssef yuki yuri zahida zainabu zandile zbigniew zdenek zeeshan zhen zsofia zubaida zuzana
    """
)  # fmt: skip

NAMES_AND_WORDS: Final = words_in(
    """
    amber angel art basil bill bob cat chase chip cliff coral crystal daisy dale dawn dean dot drew
    eve faith fay fern flora frank glen grace grant guy harry hazel heather holly hope iris ivy jack
    jade jasmine jay jean jet job joy kit lance lee lily lou mark max may melody mercy mick mike
    miles mo
    nick norm olive page pat patience paul pearl penny pete petty poppy precious ray reed rex rob
    robin rod roman rose rosemary ruby rusty sally sandy sky sonny stan sue summer terry tom tony
    prudence trinity trudy unity verity victor violet willow will
    """
)
"""First names that a machine's transcript may write small without naming anybody."""

SHORT_FORMS: Final = {
    "andy": ("andrew", "andrea"), "beth": ("elizabeth", "bethany"), "bill": ("william",),
    "billy": ("william",), "bob": ("robert",), "bobby": ("robert",), "cath": ("catherine",),
    "dave": ("david",), "dick": ("richard",), "dot": ("dorothy",), "ed": ("edward", "edwin"),
    "fi": ("fiona",), "gerry": ("gerard", "gerald"), "harry": ("harold", "henry"),
    "jack": ("john",), "jim": ("james",), "jimmy": ("james",), "jo": ("joanne", "joanna"),
    "kate": ("katherine", "catherine", "katharine", "kathryn"), "kathy": ("kathleen", "katherine"),
    "katie": ("katherine", "catherine"), "kit": ("christopher",), "lizzie": ("elizabeth",),
    "liz": ("elizabeth",), "maggie": ("margaret",), "meg": ("margaret", "megan"),
    "mick": ("michael",), "mike": ("michael",), "molly": ("mary",), "ned": ("edward",),
    "nicky": ("nicola", "nicholas"), "peggy": ("margaret",), "polly": ("mary",),
    "rick": ("richard",), "ros": ("rosalind", "rosamund"), "sandy": ("alexander", "alexandra"),
    "steve": ("stephen", "steven"), "sue": ("susan", "suzanne"), "ted": ("edward",),
    "tony": ("anthony",), "tricia": ("patricia",), "trish": ("patricia",),
}  # fmt: skip
"""Short forms that do not simply begin the whole name, as Bev begins Beverley."""
