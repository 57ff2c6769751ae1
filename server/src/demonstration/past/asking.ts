import type { Actor } from '../../kernel/permissions/index.ts'
import type { SubmittedRequest } from '../../requests/index.ts'
import { centreCode, committeeCode } from '../offices.ts'
import { type Cast, type Place, spotNear } from './cast.ts'
import type { Draw } from './draw.ts'
import type { Stage } from './stage.ts'
import type { Common, Theme, Wording } from './themes.ts'

export type Via = Parameters<Stage['takeIn']>[1]

const anonymous: Actor = {
  kind: 'anonymous',
  personId: null,
  userId: null,
  name: null,
  sessionId: null,
  duties: [],
}

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const callings = ['女士', '先生', '阿姨', '师傅', '大爷', '同学']

/** Numbers of the same range as the staff's, which nobody was given. */
const phoneOf = (draw: Draw) => `1390000${draw.whole(3000, 9999)}`

/** How somebody comes in: on the page, by phone, at the counter. Those who write it down do so in their duty. */
export function viaFor(theme: Theme, place: Place, cast: Cast, draw: Draw): Via {
  const channel = draw.weighted([
    ['web', 56],
    ['phone', 31],
    ['counter', theme.where === 'road' ? 6 : 13],
  ] as const)
  return viaBy(channel, place, cast, draw)
}

export function viaBy(channel: Via['channel'], place: Place, cast: Cast, draw: Draw): Via {
  if (channel === 'web') return { channel, actor: anonymous }
  const office = cast.office(channel === 'phone' ? centreCode : committeeCode(place.grid.community))
  const clerk = cast.someone(office.id, ['centre_clerk', 'community_clerk'], draw.whole(0, 50))
  const duty = clerk?.duties.find(({ organisationId }) => organisationId === office.id)
  return clerk && duty ? { channel, actor: clerk, duty } : { channel: 'web', actor: anonymous }
}

/** What they say, where it is and how they can be reached. */
export function requestFor(
  theme: Theme,
  place: Place,
  via: Via,
  wording: Wording,
  draw: Draw,
  common: Common,
): SubmittedRequest {
  const own = via.channel === 'web'
  const said = wording.say(draw.one(theme.texts))
  const lines = [
    own
      ? draw.happens(0.45)
        ? draw.one(common.hello)
        : ''
      : draw.happens(0.6)
        ? draw.one(
            via.channel === 'phone'
              ? theme.kind === 'consultation'
                ? common.told_question
                : common.told
              : common.counter,
          )
        : '',
    said,
    theme.more && draw.happens(0.55) ? wording.say(draw.one(theme.more)) : '',
    own && draw.happens(0.5) ? draw.one(common.wish) : '',
  ]
  const anonymously = own && draw.happens(0.2)
  return {
    text: lines.filter(Boolean).join(draw.happens(0.07) ? '\n' : ''),
    title: titleOf(said, theme, wording, draw),
    ...(theme.kind ? { kind: theme.kind } : {}),
    ...(own ? {} : { category: theme.category }),
    location: locationOf(theme, place, via, wording, draw),
    ...(anonymously
      ? { anonymous: true }
      : {
          contact: {
            phone: phoneOf(draw),
            ...(draw.happens(0.75) ? { name: `${draw.one(surnames)}${draw.one(callings)}` } : {}),
          },
        }),
  }
}

function locationOf(
  theme: Theme,
  place: Place,
  via: Via,
  wording: Wording,
  draw: Draw,
): SubmittedRequest['location'] & object {
  const { street } = place.grid.community
  const road = `${street.district.name}${street.name}${place.roads[0]}${draw.whole(2, 180)}号`
  // A caller often names a street alone: the centre then finds out whose it is.
  if (via.channel === 'phone' && draw.happens(0.45))
    return { address: theme.where === 'road' ? `${road}附近` : `${road}${place.estate}` }
  if (theme.where !== 'road' && wording.building && draw.happens(0.6))
    return { place_code: wording.building.code }
  if (draw.happens(0.75))
    return {
      ...spotNear(place, draw.whole(0, 9999)),
      address: theme.where === 'road' ? `${place.roads[0]}与${place.roads[1]}路口附近` : `${place.estate}`,
    }
  return { area_id: place.areaId, address: theme.where === 'road' ? place.roads[0] : place.estate }
}

const pairsIn = (text: string) =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2))

/** The theme's title that speaks of the same thing as the text; else the text's own beginning. */
function titleOf(said: string, theme: Theme, wording: Wording, draw: Draw): string {
  const pairs = new Set(pairsIn(said))
  const fitting = theme.titles
    .map((title) => wording.say(title))
    .filter((title) => pairsIn(title).filter((pair) => pairs.has(pair)).length * 2.2 >= title.length)
  if (fitting.length > 0 && draw.happens(0.75)) return draw.one(fitting)
  const clauses = said.split(/[，。；！]/)
  const short = clauses[0]!.length < 15 && clauses[1] ? `${clauses[0]}，${clauses[1]}` : clauses[0]!
  return short.length <= 34 ? short : short.slice(0, 33)
}
