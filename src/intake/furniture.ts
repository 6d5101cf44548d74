// What stands on a page around a report and is none of it. Every pattern is tried on one short line at a time.

/** Longer lines are paragraphs, whatever they begin with. */
const LONGEST_FURNITURE = 300

const AGENCY = '(?:AP|AFP|EPA|UPI|Reuters|Getty(?: Images)?|Anadolu|Xinhua|Sputnik|TASS|dpa|Shutterstock|iStock)'

/** Names that cameras and programs leave where a caption should be. */
const CAMERA =
  /^(?:sony dsc|(?:dsc|dscn|dscf|img|pict|dji|mvi)[ _-]?[0-9]{2,8}[^ ]{0,20}|dcim\S{0,40}|(?:olympus|kodak|konica minolta|minolta|samsung|canon|nikon|casio|fujifilm)(?: digital)? camera|exif_jpeg_picture|digital camera|processed with \w{1,20}(?: \w{1,20}){0,3}|\S{1,100}\.(?:jpe?g|png|gif|webp))$/i

const CAPTION = [
  /^(?:(?:file|archive|representative) )?(?:photo(?:graph)?s?|image|picture|pic|illustration|screengrab|screenshot|caption)(?: (?:credit|caption|by|courtesy|source))?(?: ?[:/|]| courtesy\b| by [A-Z])/i,
  /^(?:photo|image|picture) credits?\b/i,
  /^(?:credit|credits|getty images|view full caption|view image in fullscreen|enlarge this image|hide caption|toggle caption)\b ?(?:[:/|]|$|[A-Z])/i,
  /^(?:REUTERS|AFP|AP|EPA|Reuters)\/[A-Z][^!?]{1,60}$/,
  /(?:^|[ .])(?:file|representational|representative|archive) (?:photo|image|picture) ?(?:[/|:(][^.!?]{0,60})?\)?\.?$/i,
  new RegExp(
    `[(\\[](?:file|photo|image|archive|courtesy|source: ${AGENCY}|picture|${AGENCY}(?: photo|/| via| file)|[^()\\[\\]]{1,60}[/|] ?${AGENCY})[^()\\[\\]]{0,80}[)\\]]\\.?$`,
    'i',
  ),
  new RegExp(`(?:[|©/] ?|via )${AGENCY}(?: ?/ ?Getty Images)?\\.?$`),
]

/** Whole lines, compared without case and marks. */
const LINES = new Set(
  `advertisement|advertisment|advertising|ad|sponsored|sponsored content|promoted|close|open|menu|search|share|shares|print|email|e mail|mail|facebook|twitter|tweet|x|whatsapp|telegram|linkedin|pinterest|reddit|pocket|tumblr|google|google plus|messenger|viber|instagram|youtube|flipboard|copy link|copy|link|link copied|more|less|save|follow|follow us|subscribe|sign in|sign up|log in|login|register|home|back|next|previous|top|back to top|skip to content|skip to main content|listen|listen to this article|play|pause|watch|video|videos|photos|gallery|slideshow|comments|comment|no comments|add comment|reply|like|dislike|like this|like loading|like this like loading|loading|read more|continue reading|story continues below|article continues below|story continues below advertisement|article continues after advertisement|posts|font size|text size|a a|a a a|download pdf|pdf|translate|language|english|news|world|asia|middle east|latest|latest news|breaking news|top stories|top story|trending|trending now|most read|most popular|popular|recommended|tags|topics|share this|share this article|share this story|share this post|share on|share via|share on facebook|share on twitter|share to facebook|share to twitter|tweet share|share tweet|facebook twitter|facebook twitter email|facebook twitter google|opens in new window|click to copy|this slideshow requires javascript|hide transcript show transcript|all rights reserved|powered by google|newsletter|our app|download our app here|watch this story|click here for reuse options|staff writer|staff report|staff reports|for immediate release|end|ends|updated|update|advertisement advertisement`.split(
    '|',
  ),
)

const STARTS = [
  /^please (?:enable|turn on|activate) (?:javascript|cookies)\b/i,
  /^(?:javascript|cookies) (?:is|are|must)\b/i,
  /^share (?:this|on|via|it|with)\b[^.!?]{0,80}$/i,
  /^(?:share|tweet|print|email|facebook|twitter|whatsapp|telegram|pinterest|linkedin|reddit|comments?)(?:[ |/,:·•-]{1,4}(?:share|tweet|print|email|facebook|twitter|x|whatsapp|telegram|pinterest|linkedin|reddit|google\+?|copy link|copy|link|more|views?|[0-9]{1,6}|save|comments?)){1,12}$/i,
  /^follow (?:us|me|@\w{1,30}|[A-Z0-9][^.!?]{0,60} on (?:facebook|twitter|instagram|x|telegram|google))\b/i,
  /^like this:/i,
  /^(?:sign up|subscribe|register) (?:for|to|now|here|today)\b/i,
  /^(?:already have an account|need an account|already a (?:print )?subscriber|have an online subscription|thank you for registering|welcome back|by submitting your|we have sent you a verification|your notification has been saved|there was a problem saving|email notifications are only sent)\b/i,
  /^(?:click|tap) (?:here|on|to)\b[^.!?]{0,120}[.!]?$/i,
  /^download (?:our|the) (?:\w{1,20} ){0,3}app\b/i,
  /^(?:©|\([cC]\)|\(©|[Cc](?:opyright|OPYRIGHT) {0,2}(?:©|\([cC]\)|[0-9]{4}|by\b|[A-Z]))[^!?]{0,200}$/,
  /\ball rights reserved\.?$/i,
  /^(?:reading time|read time|estimated reading time|views?|hits|word count|comments|shares)\s{0,3}:?\s{0,3}[0-9][0-9.,k]{0,9}(?: (?:min(?:ute)?s?(?: read)?|views|words))?\.?$/i,
  /^[0-9][0-9.,k]{0,9} ?(?:min(?:ute)?s?(?: read)?|views|shares|comments?|pending comments|likes|views? today)\.?$/i,
  /^\+? ?posts$/i,
  /^(?:post|add|write|submit|join|view|show|see) (?:a|your|the|all|[0-9]{1,5}) (?:comment|reply|conversation)s?\b[^.]{0,60}$/i,
  /^[0-9]{1,5} (?:comments|responses|replies|thoughts on)\b[^.]{0,80}$/i,
  /^comments? (?:policy|section|guidelines)\b[^.]{0,60}$/i,
  /^(?:raw )?(?:videos?|photos?|gallery|galleries|audio|map|slideshow|podcast) ?[:|]/i,
  /^(?:close )?get email notifications\b/i,
  /^whenever [^.]{0,60}posts new content\b/i,
  /^(?:add a location to your tweets|sign in using you account with|why are we asking this|autoplay|show thumbnails)\b/i,
  /^(?:you must enter the characters|message: \* a friend wanted)/i,
  /^(?:enter your email|enter email address|notify me of|save my name, email)\b/i,
  /^(?:tags?|filed under|topics?|categor(?:y|ies)|keywords|posted in|labels) ?:/i,
  /^(?:read more|read also|also read|see also|see more|more on this|related|watch|listen)(?: ?[:|>»]|$)/i,
  /^(?:have a (?:question|news tip|tip)|send (?:your )?(?:news )?tips)\b/i,
  /^(?:stay (?:with|on|tuned)|check back|never miss|for the latest|get the latest)\b[^!?]{0,160}$/i,
  /^(?:advertisement|story continues|article continues)\b[^.!?]{0,60}$/i,
  /^[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,3}$/,
  /^(?:https?:\/\/|www\.)\S{1,250}$/i,
  /^(?:@\w{1,30} ?){1,4}$/,
]

/** From here to the end there is nothing of the report left: forms, and what readers wrote. */
const END = [
  /^leave a (?:reply|comment|response)\b[^.]{0,80}$/i,
  /^your email address will not be published\b/i,
  /^comments? (?:are|is) (?:now )?closed\b[^.]{0,60}\.?$/i,
  /^required fields are marked\b/i,
]

/** Heads of lists of other reports; the short lines below one go with it. */
const LIST_HEAD =
  /^(?:latest (?:from|news|stories|posts|articles)|more (?:from|stories|news|on)|related (?:stories|articles|posts|news|content|topics|links|coverage)|related|recommended(?: for you| stories)?|you (?:may|might) (?:also )?(?:like|be interested in)|read also|read next|up next|don[’']t miss|top (?:stories|trending|news)|trending(?: stories| now)?|most (?:read|popular|viewed|recent)|popular (?:stories|posts|now)|editor[’']?s[’']? (?:picks?|choice)|other stories|just one more thing\.{0,3}|previous (?:post|article|story)|next (?:post|article|story)|about the author|in other news|sponsored (?:content|stories))\b[^.!?]{0,60}[:.]{0,3}$/i

const NOT_LETTERS = /[^\p{L}\p{N}]+/gu
const RULE = /^[^\p{L}\p{N}\ufffd]*$/u

/** A line that belongs to the page and not to the report. */
export function isFurniture(line: string): boolean {
  if (line === '') return false
  if (line.length > LONGEST_FURNITURE) return false
  if (RULE.test(line)) return true
  return LINES.has(line.toLowerCase().replace(NOT_LETTERS, ' ').trim()) || STARTS.some((pattern) => pattern.test(line))
}

/** A picture's caption or credit, or what a camera wrote in its place. */
export const isCaption = (line: string): boolean =>
  line.length <= 400 && (CAMERA.test(line) || CAPTION.some((pattern) => pattern.test(line)))

const isSentence = (line: string): boolean => line.length >= 60 && /[.!?]["”’')]?$/.test(line)

/** Without furniture. A page that is nothing else is left alone: better too much than nothing. */
export function withoutFurniture(lines: readonly string[]): string[] {
  const kept: string[] = []
  let inList = false
  for (const line of lines) {
    if (
      line !== '' &&
      END.some((pattern) => line.length <= LONGEST_FURNITURE && pattern.test(line)) &&
      kept.some(isSentence)
    )
      break
    if (line.length <= LONGEST_FURNITURE && LIST_HEAD.test(line) && kept.some(isSentence)) {
      inList = true
      continue
    }
    if (inList && (line === '' || !isSentence(line))) continue
    inList = false
    if (!isFurniture(line) && !isCaption(line)) kept.push(withoutCredit(line))
  }
  return kept.some((line) => line !== '') ? kept : [...lines]
}

/** "(AP Photo/Name)" glued into running text. */
const withoutCredit = (line: string): string =>
  line.includes('hoto') ? line.replace(/ ?\((?:(?:AP|AFP|EPA|Reuters|Getty|File) )?Photo[ /:][^()]{0,80}\)/g, '') : line
