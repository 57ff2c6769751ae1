import { shanghaiDate, shanghaiTime } from '../kernel/calendar/index.ts'
import { paragraphs, table, wordDocument } from '../kernel/files/index.ts'
import type { Minutes } from './minutes.ts'
import type { Attendance } from './rules.ts'
import type { Attendee, Gathering } from './store.ts'
import type { Vote } from './votes.ts'

export interface MinutesPaper {
  gathering: Gathering
  kindName: string
  minutes: Minutes
  attendees: Attendee[]
  counts: Attendance
  votes: Vote[]
}

const dateOf = (at: Date | null) => (at ? `${shanghaiDate(at)} ${shanghaiTime(at)}` : '')
const names = (attendees: Attendee[]) => attendees.map(({ name }) => name).join('、') || '无'

/** What a vote came to, in a sentence. */
export function voteSentence(vote: Vote): string {
  const counts = vote.options.map(({ id, zh }) => `${zh}${vote.counts?.[id] ?? 0}`).join('、')
  const turnout = `应到有表决权${vote.votersDue}人，实到${vote.votersPresent ?? 0}人`
  const result = vote.passed === null ? '' : vote.passed ? '，通过' : '，未通过'
  return `表决“${vote.words}”（${vote.way === 'secret' ? '无记名投票' : '举手表决'}）：${turnout}；${counts}${result}。`
}

/** The lines of the minutes, in the order of the paper. */
function bodyOf({ gathering, kindName, minutes, attendees, counts, votes }: MinutesPaper): string {
  const here = attendees.filter(({ signedInAt }) => signedInAt)
  const leave = attendees.filter(
    ({ signedInAt, leaveGranted, shouldAttend }) => shouldAttend && !signedInAt && leaveGranted,
  )
  const absent = attendees.filter(
    ({ signedInAt, leaveGranted, shouldAttend }) => shouldAttend && !signedInAt && !leaveGranted,
  )
  return [
    paragraphs(`${kindName}记录`, 'Title'),
    table([
      ['会议名称', gathering.title],
      ['召集单位', gathering.organisationName],
      ['时间', `${dateOf(gathering.openedAt)} 至 ${dateOf(gathering.closedAt)}`],
      ['地点', [gathering.place, gathering.remote ? '可远程参加' : ''].filter(Boolean).join('；') || '—'],
      ['主持人', gathering.chairName ?? ''],
      ['记录人', gathering.recorderName ?? ''],
      [
        '出席',
        `应到${counts.due}人，实到${counts.present}人（其中远程${counts.remote}人），请假${counts.onLeave}人，缺席${counts.absent}人`,
      ],
      ['到会人员', names(here)],
      ['请假人员', names(leave)],
      ['缺席人员', names(absent)],
    ]),
    ...minutes.content.items.flatMap(({ title, words, decision }, index) => [
      paragraphs(`${index + 1}. ${title}`, 'Heading1'),
      paragraphs(words || '（无记录）'),
      ...(decision ? [paragraphs(`决定：${decision}`)] : []),
    ]),
    ...(votes.length
      ? [paragraphs('表决', 'Heading1'), ...votes.map((vote) => paragraphs(voteSentence(vote)))]
      : []),
    ...(minutes.content.other ? [paragraphs('其他', 'Heading1'), paragraphs(minutes.content.other)] : []),
    paragraphs(''),
    paragraphs(
      `记录人签字：${minutes.recorder ? `${minutes.recorder.name}（${dateOf(minutes.recorder.at)}）` : '未签'}　　主持人签字：${minutes.chair ? `${minutes.chair.name}（${dateOf(minutes.chair.at)}）` : '未签'}`,
    ),
    ...(minutes.isFixed ? [] : [paragraphs('（草稿，尚未定稿）')]),
  ].join('')
}

/** The minutes as a Word document. */
export const minutesDocument = (paper: MinutesPaper): Promise<Buffer> => wordDocument(bodyOf(paper))
