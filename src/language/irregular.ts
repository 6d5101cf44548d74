/** Irregular forms of English, so that a lemma never hangs on what a treebank happened to hold: "fled" is of "flee". */
const VERBS = `
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|begin began begun
behold beheld beheld|bend bent bent|beset beset beset|bet bet bet|bid bade bidden|bind bound bound|bite bit bitten
bleed bled bled|blow blew blown|break broke broken|breed bred bred|bring brought brought|broadcast broadcast broadcast
build built built|burn burnt burnt|burst burst burst|buy bought bought|cast cast cast|catch caught caught
choose chose chosen|cling clung clung|come came come|cost cost cost|creep crept crept|cut cut cut|deal dealt dealt
dig dug dug|draw drew drawn|dream dreamt dreamt|drink drank drunk|drive drove driven|dwell dwelt dwelt|eat ate eaten
fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled|fling flung flung
fly flew flown|forbid forbade forbidden|foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven
forgo forwent forgone|forsake forsook forsaken|freeze froze frozen|get got gotten|give gave given|go went gone
grind ground ground|grow grew grown|hang hung hung|hear heard heard|hide hid hidden|hit hit hit|hold held held
hurt hurt hurt|keep kept kept|kneel knelt knelt|know knew known|lay laid laid|lead led led|leap leapt leapt
learn learnt learnt|leave left left|lend lent lent|let let let|light lit lit|lose lost lost|make made made
mean meant meant|meet met met|mislead misled misled|mistake mistook mistaken|misunderstand misunderstood misunderstood
outdo outdid outdone|overcome overcame overcome|overrun overran overrun|oversee oversaw overseen
overtake overtook overtaken|overthrow overthrew overthrown|pay paid paid|plead pled pled|prove proved proven|put put put
quit quit quit|read read read|rebuild rebuilt rebuilt|repay repaid repaid|retake retook retaken|rid rid rid
ride rode ridden|ring rang rung|rise rose risen|run ran run|saw sawed sawn|say said said|see saw seen|seek sought sought
sell sold sold|send sent sent|set set set|sew sewed sewn|shake shook shaken|shed shed shed|shine shone shone
shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk|sit sat sat
slay slew slain|sleep slept slept|slide slid slid|sling slung slung|slit slit slit|smell smelt smelt|sow sowed sown
speak spoke spoken|speed sped sped|spell spelt spelt|spend spent spent|spill spilt spilt|spin spun spun|spit spat spat
split split split|spread spread spread|spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck
sting stung stung|strew strewed strewn|stride strode stridden|strike struck struck|strike struck stricken
string strung strung|strive strove striven|swear swore sworn|sweep swept swept|swell swelled swollen|swim swam swum
swing swung swung|take took taken|teach taught taught|tear tore torn|tell told told|think thought thought
throw threw thrown|thrust thrust thrust|tread trod trodden|undergo underwent undergone
understand understood understood|undertake undertook undertaken|undo undid undone|uphold upheld upheld
upset upset upset|wake woke woken|wear wore worn|weave wove woven|weep wept wept|win won won|wind wound wound
withdraw withdrew withdrawn|withhold withheld withheld|withstand withstood withstood|wring wrung wrung
write wrote written`

const NOUNS = `
men man|women woman|children child|people people|feet foot|teeth tooth|geese goose|mice mouse|lives life|wives wife
knives knife|halves half|thieves thief|leaves leaf|loaves loaf|calves calf|wolves wolf|shelves shelf|selves self
policemen policeman|policewomen policewoman|gunmen gunman|spokesmen spokesman|spokeswomen spokeswoman
tribesmen tribesman|militiamen militiaman|servicemen serviceman|servicewomen servicewoman|airmen airman|seamen seaman
businessmen businessman|congressmen congressman|countrymen countryman|fishermen fisherman|firemen fireman
freshmen freshman|chairmen chairman|statesmen statesman|horsemen horseman|cameramen cameraman|clergymen clergyman
crises crisis|bases base|analyses analysis|theses thesis|hypotheses hypothesis|axes axe|criteria criterion
phenomena phenomenon|memoranda memorandum|bacteria bacterium|indices index|headquarters headquarters|series series
species species|aircraft aircraft|barracks barracks|troops troop|forces force|clashes clash|buses bus|gases gas
mujahideen mujahid|mujahedeen mujahid|fedayeen fedayee|ulema ulema|taliban taliban
bonuses bonus|viruses virus|campuses campus|statuses status|censuses census|choruses chorus|circuses circus|focuses focus
geniuses genius|surpluses surplus|caucuses caucus|exoduses exodus|consensuses consensus|prospectuses prospectus
syllabuses syllabus|cactuses cactus|walruses walrus|sinuses sinus|minuses minus|pluses plus|impetuses impetus`

/** Adjectives of peoples and countries, which keep their capital in a lemma. */
const PEOPLES = `
Afghan African Albanian Alawite Algerian American Andorran Angolan Arab Arabian Argentine Argentinian Armenian Asian Assyrian
Australian Austrian Azerbaijani Bahraini Baltic Bangladeshi Barbadian Basque Bavarian Belarusian Belgian Belizean Bengali
Beninese Bhutanese Bolivian Bosnian Brazilian British Bruneian Bulgarian Burkinabe Burmese Burundian Californian Cambodian
Cameroonian Canadian Catalan Caucasian Chadian Chechen Chilean Chinese Colombian Comorian Congolese Cornish Corsican Croatian
Cuban Cypriot Czech Danish Darfuri Djiboutian Dominican Druze Dutch Ecuadorian Egyptian Emirati English Eritrean Estonian
Ethiopian European Fijian Filipino Finnish Flemish French Gabonese Gambian Georgian German Ghanaian Greek Grenadian Guatemalan
Guinean Guyanese Haitian Hawaiian Hazara Hebrew Hispanic Honduran Hungarian Icelandic Indian Indonesian Iranian Iraqi Irish
Israeli Italian Ivorian Jamaican Japanese Jewish Jordanian Kashmiri Kazakh Kenyan Korean Kosovar Kurdish Kuwaiti Kyrgyz Laotian
Latvian Lebanese Liberian Libyan Lithuanian Malagasy Malawian Malaysian Maldivian Malian Maltese Mauritanian Mauritian Mexican
Moldovan Mongolian Montenegrin Moroccan Mozambican Namibian Nepalese Nepali Nicaraguan Nigerian Nigerien Norwegian Omani
Ossetian Ottoman Pakistani Palestinian Panamanian Papuan Paraguayan Pashtun Persian Peruvian Polish Portuguese Punjabi Qatari
Romanian Russian Rwandan Sahrawi Salvadoran Samoan Saudi Scandinavian Scottish Senegalese Serbian Shia Shiite Siberian Sicilian
Sindhi Singaporean Sinhalese Slavic Slovak Slovene Slovenian Somali Soviet Spanish Sudanese Sunni Surinamese Swahili Swedish
Swiss Syrian Taiwanese Tajik Tamil Tanzanian Tatar Texan Thai Tibetan Tigrayan Timorese Togolese Tongan Trinidadian Tunisian
Turkish Turkmen Tuareg Ugandan Uighur Ukrainian Uruguayan Uyghur Uzbek Venezuelan Vietnamese Welsh Yazidi Yemeni Yugoslav
Zambian Zimbabwean`

const table = new Map<string, string>()
for (const verb of VERBS.trim().split(/[|\n]/)) {
  const [base = '', past = '', participle = ''] = verb.split(' ')
  table.set(`VBD ${past}`, base)
  table.set(`VBN ${participle}`, base)
}
for (const noun of NOUNS.trim().split(/[|\n]/)) {
  const [plural = '', singular = ''] = noun.split(' ')
  table.set(`NNS ${plural}`, singular)
}
for (const [past, base] of [
  ['got', 'get'],
  ['proved', 'prove'],
  ['bid', 'bid'],
  ['beat', 'beat'],
  ['swelled', 'swell'],
]) {
  table.set(`VBN ${past}`, base ?? '')
}

for (const people of PEOPLES.trim().split(/\s+/)) table.set(`JJ ${people.toLowerCase()}`, people)

/**
 * The lemma of an irregular form under its Penn tag, or undefined.
 *
 * @example irregularLemma('fled', 'VBD') // 'flee'
 */
export const irregularLemma = (lower: string, xpos: string): string | undefined => table.get(`${xpos} ${lower}`)
