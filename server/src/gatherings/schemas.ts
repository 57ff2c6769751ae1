import { type Static, type TSchema, Type } from 'typebox'

const OrNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const closed = { additionalProperties: false }
export const Id = Type.String({ format: 'uuid' })
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Time = Type.String({ format: 'date-time' })
const Both = Type.Object({ zh: Type.String(), en: Type.String() })
const Named = Type.Object({ id: Type.String(), name: Type.String() })
const Line = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: '\\S' })
export const OfGathering = Type.Object({ id: Id })
export const Done = Type.Object({ id: Type.String() })
export const Nothing = Type.Object({ ok: Type.Boolean() })

const KindShape = Type.Object({
  id: Type.String(),
  words: Both,
  series: Type.String(),
  per: OrNull(Type.String()),
  times: OrNull(Type.Integer()),
  usual_day: OrNull(Type.Integer()),
  attend: Type.String(),
  readers: Type.String(),
  make_up: Type.Boolean(),
  appraisal: Type.Boolean(),
  source: Type.String(),
  unverified: Type.Boolean(),
  note: OrNull(Type.String()),
})
export const Form = Type.Object({
  kinds: Type.Array(KindShape),
  organisations: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), plans: Type.Boolean() })),
  /** The meeting service that the operator configured; null where there is none. */
  meeting_service: OrNull(Type.String()),
})

export const Row = Type.Object({
  id: Type.String(),
  organisation: Named,
  kind: Type.String(),
  kind_words: Both,
  series: Type.String(),
  title: Type.String(),
  state: Type.String(),
  state_words: Both,
  day: Type.String(),
  starts_at: OrNull(Type.String()),
  ends_at: OrNull(Type.String()),
  place: OrNull(Type.String()),
  remote: Type.Boolean(),
  planned: Type.Boolean(),
  moved: Type.Boolean(),
  period_end: OrNull(Type.String()),
  makes_up: OrNull(Type.String()),
  made_up_by: OrNull(Type.String()),
  made_up_on: OrNull(Type.String()),
  should_attend: OrNull(Type.Integer()),
  attended: OrNull(Type.Integer()),
  minutes: Type.String(),
  version: Type.Integer(),
})
export type GatheringRow = Static<typeof Row>
export const Rows = Type.Object({ items: Type.Array(Row) })
export const PageOfRows = Type.Object({ items: Type.Array(Row), next: OrNull(Type.String()) })

export const CallBody = Type.Object(
  {
    title: Type.Optional(Line(100)),
    starts_at: Time,
    ends_at: Type.Optional(OrNull(Time)),
    place: Type.Optional(OrNull(Type.String({ maxLength: 200 }))),
    remote: Type.Optional(Type.Boolean()),
    meeting_link: Type.Optional(OrNull(Type.String({ maxLength: 500 }))),
    chair_id: Type.Optional(OrNull(Id)),
    recorder_id: Type.Optional(OrNull(Id)),
    agenda: Type.Optional(Type.Array(Line(200), { maxItems: 30 })),
    materials: Type.Optional(
      Type.Array(
        Type.Object(
          {
            title: Line(200),
            words: Type.Optional(OrNull(Type.String({ maxLength: 20_000 }))),
            link: Type.Optional(OrNull(Type.String({ maxLength: 500 }))),
          },
          closed,
        ),
        { maxItems: 30 },
      ),
    ),
    invited: Type.Optional(
      Type.Array(
        Type.Object(
          {
            person_id: Type.Optional(Id),
            organisation_id: Type.Optional(Id),
            name: Type.Optional(Line(60)),
            may_vote: Type.Optional(Type.Boolean()),
          },
          closed,
        ),
        { maxItems: 300 },
      ),
    ),
  },
  closed,
)
export const MaterialBody = Type.Object(
  {
    title: Line(200),
    words: Type.Optional(OrNull(Type.String({ maxLength: 20_000 }))),
    link: Type.Optional(OrNull(Type.String({ maxLength: 500 }))),
    document: Type.Optional(
      OrNull(Type.Object({ id: Id, claim: Type.String({ minLength: 10, maxLength: 100 }) }, closed)),
    ),
  },
  closed,
)
export const CallPlannedBody = Type.Object({ ...CallBody.properties, version: Type.Integer() }, closed)
export const CallAnotherBody = Type.Object(
  { ...CallBody.properties, organisation_id: Id, kind: Type.String({ maxLength: 64 }) },
  closed,
)
export const PapersBody = Type.Object(
  { version: Type.Integer(), agenda: CallBody.properties.agenda, materials: CallBody.properties.materials },
  closed,
)

const AttendeeShape = Type.Object({
  id: Type.String(),
  person_id: OrNull(Type.String()),
  name: Type.String(),
  should_attend: Type.Boolean(),
  may_vote: Type.Boolean(),
  leave_reason: OrNull(Type.String()),
  leave_granted: OrNull(Type.Boolean()),
  signed_in_at: OrNull(Type.String()),
  signed_in_as: OrNull(Type.String()),
  made_up_at: OrNull(Type.String()),
  made_up_words: OrNull(Type.String()),
  has_link: Type.Boolean(),
})
const VoteShape = Type.Object({
  id: Type.String(),
  agenda_id: OrNull(Type.String()),
  words: Type.String(),
  way: Type.String(),
  about: OrNull(Named),
  options: Type.Array(Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() })),
  rule: Type.Object({ words: Both, source: Type.String(), unverified: Type.Boolean() }),
  state: Type.String(),
  voted: Type.Integer(),
  voters_due: Type.Integer(),
  voters_present: OrNull(Type.Integer()),
  counts: OrNull(Type.Record(Type.String(), Type.Integer())),
  needed: OrNull(Type.Integer()),
  passed: OrNull(Type.Boolean()),
  /** none: no vote in this; open: not used; used */
  mine: Type.String(),
})
export const Detail = Type.Object({
  row: Row,
  chair: OrNull(Named),
  recorder: OrNull(Named),
  meeting_link: OrNull(Type.String()),
  cancelled_because: OrNull(Type.String()),
  hours: OrNull(Type.Number()),
  opened_at: OrNull(Type.String()),
  closed_at: OrNull(Type.String()),
  counts: Type.Object({
    due: Type.Integer(),
    present: Type.Integer(),
    remote: Type.Integer(),
    on_leave: Type.Integer(),
    absent: Type.Integer(),
    made_up: Type.Integer(),
    guests: Type.Integer(),
    voters_due: Type.Integer(),
    voters_present: Type.Integer(),
  }),
  quorum: OrNull(
    Type.Object({
      needed: Type.Integer(),
      reached: Type.Boolean(),
      source: Type.String(),
      unverified: Type.Boolean(),
    }),
  ),
  agenda: Type.Array(Type.Object({ id: Type.String(), title: Type.String() })),
  materials: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      words: OrNull(Type.String()),
      link: OrNull(Type.String()),
      document: OrNull(Type.Object({ name: Type.String(), bytes: Type.Integer() })),
    }),
  ),
  attendees: Type.Array(AttendeeShape),
  speakers: Type.Array(
    Type.Object({ id: Type.String(), attendee_id: Type.String(), name: Type.String(), state: Type.String() }),
  ),
  presence: Type.Array(
    Type.Object({
      id: Type.String(),
      asked_at: Type.String(),
      closes_at: Type.String(),
      number: Type.Integer(),
      options: Type.Array(Type.String()),
      answered: Type.Boolean(),
      asked: Type.Integer(),
      answered_right: Type.Integer(),
    }),
  ),
  votes: Type.Array(VoteShape),
  minutes: Type.String(),
  me: OrNull(AttendeeShape),
  may: Type.Object({
    hold: Type.Boolean(),
    lead: Type.Boolean(),
    read: Type.Boolean(),
    make_up: Type.Boolean(),
    appraise: Type.Boolean(),
    sign_as: OrNull(Type.String()),
  }),
  now: Type.String(),
})
export type GatheringDetail = Static<typeof Detail>

export const MinutesContent = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          title: Type.String({ maxLength: 200 }),
          words: Type.String({ maxLength: 20_000 }),
          decision: Type.String({ maxLength: 5000 }),
        },
        closed,
      ),
      { maxItems: 40 },
    ),
    other: Type.String({ maxLength: 20_000 }),
  },
  closed,
)
const Signature = OrNull(Type.Object({ name: Type.String(), at: Type.String() }))
export const MinutesShape = Type.Object({
  version: Type.Integer(),
  content: MinutesContent,
  edited_by: OrNull(Type.String()),
  edited_at: OrNull(Type.String()),
  recorder: Signature,
  chair: Signature,
  fixed: Type.Boolean(),
  may_edit: Type.Boolean(),
  sign_as: OrNull(Type.String()),
})
export type MinutesAnswer = Static<typeof MinutesShape>

export const RunShape = Type.Object({
  id: Type.String(),
  year: Type.Integer(),
  organisations: Type.Integer(),
  done: Type.Integer(),
  planned: Type.Integer(),
  asked_at: Type.String(),
  ended_at: OrNull(Type.String()),
})

export const Mine = Type.Object({
  coming: Type.Array(Row),
  attended: Type.Array(
    Type.Object({
      row: Row,
      as: OrNull(Type.String()),
      leave: Type.Boolean(),
      made_up: Type.Boolean(),
      can_make_up: Type.Boolean(),
    }),
  ),
  year: Type.Object({
    year: Type.Integer(),
    due: Type.Integer(),
    attended: Type.Integer(),
    on_leave: Type.Integer(),
    made_up: Type.Integer(),
    hours: Type.Number(),
    hours_asked: OrNull(Type.Integer()),
    hours_unverified: Type.Boolean(),
  }),
  next: OrNull(Type.String()),
})
export type MineAnswer = Static<typeof Mine>

export const YearShape = Type.Object({
  year: Type.Integer(),
  organisation: Named,
  kinds: Type.Array(
    Type.Object({
      kind: Type.String(),
      words: Both,
      asked: Type.Integer(),
      held: Type.Integer(),
      missed: Type.Integer(),
      made_up: Type.Integer(),
      ahead: Type.Integer(),
      besides: Type.Integer(),
      source: Type.String(),
      unverified: Type.Boolean(),
    }),
  ),
  members: Type.Array(
    Type.Object({
      person_id: Type.String(),
      name: Type.String(),
      due: Type.Integer(),
      attended: Type.Integer(),
      remote: Type.Integer(),
      on_leave: Type.Integer(),
      made_up: Type.Integer(),
      hours: Type.Number(),
      grades: OrNull(Type.Record(Type.String(), Type.Integer())),
      /** The committee's grade, once it is settled. */
      grade: OrNull(Type.String()),
    }),
  ),
  talks: Type.Integer(),
  hours_asked: OrNull(Type.Integer()),
  hours_unverified: Type.Boolean(),
  grades: Type.Array(Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() })),
})
export type YearAnswer = Static<typeof YearShape>

const SelfAssessment = Type.Object({ words: Type.String(), grade: Type.String() })
const Grading = Type.Object({ grade: Type.String(), words: Type.String() })
const CountsShape = Type.Record(Type.String(), Type.Integer())
const Grades = Type.Array(
  Type.Object({
    id: Type.String(),
    zh: Type.String(),
    en: Type.String(),
    source: Type.String(),
    unverified: Type.Boolean(),
  }),
)
export const AppraisalShape = Type.Object({
  gathering: Named,
  organisation: Named,
  /** self · rating · grading · settled */
  stage: Type.String(),
  /** So many must have rated before counts are shown. */
  fewest: Type.Integer(),
  grades: Grades,
  mine: OrNull(
    Type.Object({
      self: OrNull(SelfAssessment),
      version: Type.Integer(),
      may_write: Type.Boolean(),
      counts: OrNull(CountsShape),
      grading: OrNull(Grading),
    }),
  ),
  people: Type.Array(
    Type.Object({
      person_id: Type.String(),
      name: Type.String(),
      has_self: Type.Boolean(),
      voted: Type.Integer(),
      voters_due: Type.Integer(),
      self: OrNull(SelfAssessment),
      counts: OrNull(CountsShape),
      graded: Type.Boolean(),
      grading: OrNull(Grading),
      version: Type.Integer(),
      may_grade: Type.Boolean(),
    }),
  ),
  missing: Type.Integer(),
  may_settle: Type.Boolean(),
})
export type AppraisalAnswer = Static<typeof AppraisalShape>
export const MyAppraisals = Type.Object({
  fewest: Type.Integer(),
  grades: Grades,
  items: Type.Array(
    Type.Object({
      gathering: Named,
      organisation: Named,
      day: Type.String(),
      state: Type.String(),
      self: OrNull(SelfAssessment),
      version: Type.Integer(),
      may_write: Type.Boolean(),
      settled_at: OrNull(Type.String()),
      counts: OrNull(CountsShape),
      grading: OrNull(Grading),
    }),
  ),
})
export type MyAppraisalsAnswer = Static<typeof MyAppraisals>

const Base64 = (most: number) => Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: most })
export const TalkKeyShape = Type.Object({
  public_key: Base64(100),
  wrapped_key: Base64(400),
  salt: Base64(100),
  version: Type.Integer(),
})
export const Sealed = Type.Object(
  {
    nonce: Base64(100),
    box: Base64(200_000),
    keys: Type.Record(Type.String({ format: 'uuid' }), Base64(400)),
  },
  closed,
)
export const TalkShape = Type.Object({
  id: Type.String(),
  organisation: Type.String(),
  between: Type.String(),
  one: Named,
  other: Named,
  day: Type.String(),
  sealed: OrNull(
    Type.Object({
      nonce: Type.String(),
      box: Type.String(),
      keys: Type.Record(Type.String(), Type.String()),
    }),
  ),
  version: Type.Integer(),
})
export type TalkAnswer = Static<typeof TalkShape>
