/** RFC 9457 problem documents: one catalogue of stable codes, each with a sentence that a clerk understands. */
export interface ProblemWords {
  status: number
  zh: string
  en: string
}

const catalogue = {
  'input.invalid': {
    status: 400,
    zh: '提交的内容有误，请按提示修改',
    en: 'Something in what was sent is not right',
  },
  'input.encoding': { status: 400, zh: '文字编码有误，请使用 UTF-8', en: 'The text is not valid UTF-8' },
  'input.too_large': { status: 413, zh: '内容太大', en: 'What was sent is too large' },
  'input.media_type': { status: 415, zh: '不支持这种格式', en: 'This format is not supported' },
  'input.key_reused': {
    status: 422,
    zh: '同一个提交编号用在了不同内容上',
    en: 'The same Idempotency-Key came with different content',
  },
  'identity.required': { status: 401, zh: '请先登录', en: 'Please sign in first' },
  'identity.refused': { status: 401, zh: '账号或密码不对', en: 'The account or the password is not right' },
  'identity.locked': {
    status: 423,
    zh: '多次输错，账号已暂时锁定',
    en: 'Too many attempts: the account is locked for a while',
  },
  'identity.second_factor': { status: 401, zh: '请输入动态验证码', en: 'A second factor is needed' },
  'permission.denied': { status: 403, zh: '您没有这项权限', en: 'You may not do this' },
  not_found: { status: 404, zh: '没有找到', en: 'Not found' },
  'method.not_allowed': { status: 405, zh: '不支持这种操作', en: 'This method is not supported here' },
  'rate.limited': {
    status: 429,
    zh: '操作太频繁，请稍后再试',
    en: 'Too many requests, please wait a little',
  },
  'conflict.changed': {
    status: 409,
    zh: '别人刚刚改过，请看过变化后再决定',
    en: 'Someone changed this in the meantime',
  },
  'conflict.exists': { status: 409, zh: '已经存在', en: 'It exists already' },
  'matter.refused': { status: 422, zh: '现在不能这样办', en: 'This cannot be done now' },
  'place.unknown': { status: 422, zh: '这个位置不在服务范围内', en: 'This place is outside the area served' },
  'photo.unreadable': {
    status: 422,
    zh: '这不是可以打开的图片',
    en: 'This is not a picture that can be opened',
  },
  'link.ended': {
    status: 410,
    zh: '这个链接已经失效，请用查询码查看',
    en: 'This link has ended; please use your code',
  },
  'import.faulty': {
    status: 422,
    zh: '导入的文件有错误，一行都没有写入',
    en: 'The file has faults; nothing was written',
  },
  'service.starting': { status: 503, zh: '系统正在启动，请稍候', en: 'The system is starting' },
  'service.stopping': {
    status: 503,
    zh: '系统正在维护，请稍后再试',
    en: 'The system is stopping for maintenance',
  },
  'service.failed': {
    status: 500,
    zh: '系统出错了，已记录，请稍后再试',
    en: 'Something failed on our side; it has been recorded',
  },
} as const satisfies Record<string, ProblemWords>

export type ProblemCode = keyof typeof catalogue

export interface Fault {
  /** JSON pointer or `line:column`. */
  at?: string
  zh: string
  en: string
}

export interface ProblemOptions {
  zh?: string
  en?: string
  /** A finer stable code, for instance `matter.returned_once`. */
  reason?: string
  faults?: Fault[]
  extra?: Record<string, unknown>
  headers?: Record<string, string>
}

/** Thrown anywhere below a route; the HTTP edge turns it into `application/problem+json`. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly options: ProblemOptions
  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(`${code}${options.reason ? ` (${options.reason})` : ''}: ${options.en ?? catalogue[code].en}`)
    this.code = code
    this.status = catalogue[code].status
    this.options = options
  }
}

export interface ProblemDocument {
  type: string
  title: string
  title_en: string
  status: number
  code: string
  reason?: string
  detail: string
  detail_en: string
  faults?: Fault[]
  [extra: string]: unknown
}

export function problemDocument(problem: Problem): ProblemDocument {
  const words = catalogue[problem.code]
  const { reason, faults, extra } = problem.options
  return {
    type: `/api/docs/problems#${problem.code}`,
    title: words.zh,
    title_en: words.en,
    status: problem.status,
    code: problem.code,
    ...(reason ? { reason } : {}),
    detail: problem.options.zh ?? words.zh,
    detail_en: problem.options.en ?? words.en,
    ...(faults ? { faults } : {}),
    ...extra,
  }
}

export const problemCatalogue: Readonly<Record<string, ProblemWords>> = catalogue
