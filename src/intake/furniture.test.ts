import { describe, expect, it } from 'vitest'
import { isCaption, isFurniture, withoutFurniture } from './furniture.js'

describe('isFurniture', () => {
  it.each([
    '+ posts',
    '/',
    '___',
    '* * *',
    'Advertisement',
    'ADVERTISEMENT',
    'Share this: Facebook',
    'Facebook Twitter Email',
    'Share | Tweet | Print',
    'Like this: Like Loading...',
    'Print',
    '3 min read',
    'Reading time: 4 minutes',
    'Views: 1,204',
    '3 comments',
    'Follow us on Twitter',
    'Please enable Javascript to watch this video',
    'Copyright 2016 by Valley Post - All rights reserved.',
    '(© 2016 Valley Post)',
    'Sign up for our newsletter',
    'Tags: Takhar, Kunar',
    'Read more: Three held in Herat',
    'RELATED: Two men held',
    'https://example.org/a/b',
    'desk@example.org',
    '@valleypost',
    'Download our app here.',
    'All rights reserved.',
    'Video: the road to Kunar',
    'By submitting your registration information, you agree',
  ])('%s', (line) => expect(isFurniture(line)).toBe(true))

  it.each([
    'Two men fled.',
    'The Taliban shared the video on Twitter.',
    'Print shops in Kabul were closed.',
    'Share prices fell.',
    'Follow the road to Kunar and you reach the base.',
    'No casualties.',
    'A call for peace',
    'Related violence killed two men.',
    'Video shows two men.',
    'More than 40 people were killed.',
    'Copyright law was changed.',
    '(he fled)',
    'Comments by the minister angered elders.',
    '“Listen,” he said.',
    '…and then they fled',
    '�',
  ])('not: %s', (line) => expect(isFurniture(line)).toBe(false))
})

describe('isCaption', () => {
  it.each([
    'SONY DSC',
    'OLYMPUS DIGITAL CAMERA',
    'IMG_20230411',
    'DSC04512',
    'market-kabul.jpg',
    'Photo: A market in Herat',
    'Photo by N. Karimi',
    'File photo: A checkpoint',
    'Image: Valley Post',
    'Caption: A street market in Darfur. (Archive)',
    'A man walks past a wall in Kunar. (AP Photo/N. Karimi)',
    'A checkpoint in Herat (file photo)',
    'Fighters near Hajin. [File: N. Karimi/Valley Post]',
    'A street in Idlib. Photo / AFP',
    'An empty street on the coast. File photo / Coastal Daily',
    'REUTERS/N. Karimi',
    'Shops in Idlib. (N. Karimi/Reuters)',
    'View Full Caption Valley Post/N. Karimi',
  ])('%s', (line) => expect(isCaption(line)).toBe(true))

  it.each([
    'Photos of the dead were shown on television.',
    'The image of the army suffered.',
    'The army filed a complaint.',
    'Two men fled. (Reuters)',
    'The Sony camera was seized.',
    'He told Reuters.',
    'Two men fled, he told AFP.',
  ])('not: %s', (line) => expect(isCaption(line)).toBe(false))
})

describe('withoutFurniture', () => {
  const lede = 'Two men were killed in a village near Herat on Monday, residents of the village said.'
  const more = 'A third man was wounded, the head of the hospital in the city said in the evening of that day.'

  it('drops forms and all below them', () => {
    expect(withoutFurniture([lede, 'Leave a Reply', 'Your email address will not be published.', more])).toEqual([lede])
  })
  it('drops a list of other reports up to the next sentence', () => {
    expect(withoutFurniture([lede, 'Related stories', 'Three held in Herat', '', 'Army denies raid', more])).toEqual([
      lede,
      more,
    ])
    expect(withoutFurniture([lede, 'Latest from Latest Stories', 'Three held in Herat'])).toEqual([lede])
  })
  it('goes on after a share bar in the middle', () => {
    expect(
      withoutFurniture([lede, 'Join the conversation on our Facebook page', 'Follow us on Twitter', more]),
    ).toEqual([lede, more])
  })
  it('takes a photographer out of running text', () => {
    expect(withoutFurniture([`${lede} (AP Photo/N. Karimi) ${more}`])).toEqual([`${lede} ${more}`])
  })
  it('leaves a page that is nothing else alone', () => {
    expect(withoutFurniture(['Advertisement', 'Print'])).toEqual(['Advertisement', 'Print'])
  })
  it('leaves forms alone where no report stands above', () => {
    expect(withoutFurniture(['Leave a Reply', lede])).toContain(lede)
  })
})
