export const zhCertificate = {
  title: '核对服务证明',
  intro: '输入证明上的核对编码，看它是不是真的。只有拿到编码的人能查到。',
  code: '核对编码',
  codeHint: '三组字母和数字，如 ABCD-EFGH-JKMN',
  check: '核对',
  real: '这份证明是真的',
  text: '{{name}}自 {{from}} 至 {{to}} 参加服务 {{tasks}} 次，共 {{hours}} 小时。',
  by: '记录单位：{{names}}',
  issued: '开具时间：{{when}}',
  compare: '请和纸上的姓名、时长对一对，不一致就不是这份证明。',
} as const
