import type { SameKeys } from '../../foundation/i18n.ts'
import type { zhPrivacy } from './zh.ts'

export const enPrivacy: SameKeys<typeof zhPrivacy> = {
  title: 'How your information is used',
  intro: 'When you report something, we note only what the work on it needs.',
  kept: {
    title: 'What is noted',
    words:
      'Your words, the place and the photos. Where and when a photo was taken is removed as it is uploaded.',
    contact:
      'The phone number and the name you leave, to ask what happened and to tell you the result. Anonymous means none of it.',
    code: 'Of your code only a mark is stored with which it can be checked; the staff cannot see the code.',
    notKept: 'We do not track where you are, score you, keep a profile of you or recognise faces.',
  },
  who: {
    title: 'Who sees it',
    staff:
      'The offices that work on it see what you wrote. The middle of your number is hidden; only {{roles}} may see all of it while they work on the matter, must say why, and each look is recorded.',
    subject:
      'If nobody shall know that it was you, stay anonymous: then there are no contact details to see.',
    nearby:
      'People nearby who report the same are shown only matters about things in the street, such as lamps or rubbish; never matters about people, complaints or anonymous ones. Photos are shown small, once you agreed and staff have looked.',
  },
  howLong: {
    title: 'How long it is kept',
    intro: 'By the rules in force: {{pack}}',
    atMost: 'at most {{time}}, then erased by itself',
    atLeast: 'at least {{time}}',
    photo: 'Photos that were uploaded but never sent',
    photoTime: 'erased within a day',
    device: 'What you have not finished writing lies on your device alone',
    deviceTime: '14 days; you can clear it at any time',
    unverified: 'the number of days is a default, to be confirmed by the authority',
    clocks: {
      days: '{{count}} days',
      hours: '{{count}} hours',
      minutes: '{{count}} minutes',
      years: '{{count}} years',
    },
    figures: 'What stays after that is the record of the work and the figures, without personal data.',
  },
  rights: {
    title: 'To see, correct or erase it',
    see: 'See: with your code, or signed in, you see what you left and every step of the work.',
    correct: 'Correct: on the page of your matter you can change the number and add words.',
    erase:
      'Erase: on the page of your matter you can remove your contact details; the work goes on, and your code still opens it.',
    ask: 'For anything else, ask the office that takes requests in:',
    find: 'To the page of my matter',
    noPhone: '(no phone number on record)',
  },
}
