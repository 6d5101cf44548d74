/** Word lists of the tokeniser: closed classes of English, kept apart from the code that uses them. */

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** Written with a full stop that belongs to them, and mostly followed by a name or a number: no sentence ends here. */
export const TITLES = list(`
  mr mrs ms dr prof gen lt col maj capt cpt sgt cpl pvt pfc brig cmdr cdr adm ltc msgt ssgt cmdt comdr insp supt det
  rev hon ret retd rtd sen rep reps sens gov pres amb atty hajj sheik mt st ste ft messrs mme mlle mssrs no nos vs v gens cols lts
  fr sr2 rt ven op art vol vols fig figs pp sec ch approx ca cf eds ed ex e.g i.e eg al dist prov
`)

/** Written with a full stop that belongs to them; a sentence may end here. */
export const ABBREVIATIONS = list(`
  jr sr inc corp co ltd llc bros etc dept univ assn ave blvd rd est ext tel misc govt
  jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
  ala ariz ark calif colo conn del fla ga ill ind kan ky la md mich minn miss mo mont neb nev okla ore pa penn tenn tex
  va vt wash wis wyo ph.d m.sc b.sc ph.ds hrs hr min mins yr yrs lb lbs oz sq km cm mm kg a.k.a u.s u.n u.k u.s.a d.c
`)

/** Abbreviations that are also common words: only with a capital, a number or a name beside them. */
export const ALSO_WORDS = list(
  'no art op fig sec ed mar may sat sun ill ind del miss mo la pa va co min mins mass wash ore ark al est ch ca sq vol v ex mt st fr ft det rep gov tel ext',
)

/** Prefixes that stay one word with what follows the hyphen: "anti-tank", "pro-government", "mid-August". */
export const PREFIXES = list(`
  anti pro non post pre co re ex mid multi semi neo socio sub counter arch intra inter e ultra quasi pseudo over un
  psycho bi tri trans extra hyper mis de under uni
`)

/** Units that are a word of their own when they stick to a number: "9pm" is 9 + pm. */
export const UNITS = list(`
  am pm a.m p.m km kms m mm cm k kg kgs g mg lb lbs oz ft mph kph kmh km/h kw mw gw kwh hz khz mhz ghz kb mb gb tb ml
  cc hp hrs hr mins min secs sec yrs yr pt pts sqm ha bn mn tn gmt utc est edt
`)

/** Contractions without their apostrophe, and the pieces of the others that are one written word. */
export const PIECES: Readonly<Record<string, readonly number[]>> = {
  cannot: [3],
  gonna: [3],
  wanna: [3],
  gotta: [3],
  gimme: [3],
  lemme: [3],
  dunno: [2, 3],
  dont: [2],
  cant: [2],
  wont: [2],
  didnt: [3],
  doesnt: [4],
  isnt: [2],
  wasnt: [3],
  arent: [3],
  werent: [4],
  couldnt: [5],
  wouldnt: [5],
  shouldnt: [6],
  havent: [4],
  hasnt: [3],
  hadnt: [3],
  aint: [2],
  im: [1],
  ive: [1],
  youre: [3],
  theyre: [4],
  youve: [3],
  theyve: [4],
  thats: [4],
  hes: [2],
  shes: [3],
  youll: [3],
  theyll: [4],
  itll: [2],
  whats: [4],
  theres: [5],
  heres: [4],
  elses: [4],
}

/** What may carry 'd, 'll, 're, 've, 'm: pronouns and question words (so that "Sa'd" and "Ra'd" stay names). */
export const CLITIC_HOSTS = list(`
  i you he she it we they who what where when why how there that this these those here one everyone everybody someone
  somebody nobody would could should might must people which not
`)

/** Top-level domains and file endings: "pic.twitter.com" is one word, "border.the" is not. */
export const DOMAIN_ENDINGS = list(`
  com org net gov edu mil int info biz eu uk us ru ir iq sy af pk in cn jp de fr it nl tr il ua by pl au ca nz za ae sa
  qa kw lb jo ps eg ly tn ma sd ye io co me tv cc ly ws al ch at be se no dk fi es pt gr cz ro hu kz uz tj kg tm ge am
  az doc docx xls xlsx pdf txt html htm jpg jpeg png gif mp3 mp4 zip exe ppt php asp url csv unix
`)

/** Words that are never plural, so that "Syrias army" has lost an apostrophe. */
export const NO_PLURAL = list(`
  Syria Russia Iran Iraq Turkey Afghanistan Pakistan India China Israel Lebanon Jordan Egypt Libya Yemen Qatar Kuwait
  Bahrain Oman Ukraine Belarus Poland Germany France Britain Italy Spain Japan America Europe Asia Africa Sudan Somalia
  Ethiopia Eritrea Kenya Nigeria Mali Niger Chad Cameroon Tunisia Algeria Morocco Gaza Palestine Azerbaijan Armenia
  Georgia Tajikistan Uzbekistan Turkmenistan Kazakhstan Kyrgyzstan Myanmar Bangladesh Nepal Mexico Canada Australia
  Assad Putin Erdogan Obama Trump Biden Zelensky Netanyahu Gaddafi Saddam Khamenei Rouhani Karzai Ghani Maliki Abadi
  Aleppo Damascus Idlib Homs Raqqa Daraa Palmyra Mosul Baghdad Kabul Kandahar Moscow Tehran Ankara London
  Washington Beirut Kiev Kyiv Cairo Tripoli Benghazi Hezbollah Hamas Daesh Taliban NATO ISIS ISIL Sputnik Reuters
`)

/** Words that often open a sentence and seldom follow an abbreviation inside one. */
export const OPENERS = list(`
  the a an he she it they we i you his her its their our my this that these those there in on at by for from with as
  after before while when if but and or so yet however meanwhile although though because since until during despite
  according earlier later last two three many some several most all no not what who why how where
`)
