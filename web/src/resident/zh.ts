import { zhReport } from './report/zh.ts'

export const zh = {
  brand: '连心',
  brandLine: '有事说一声，件件有回音',
  nav: {
    label: '主要页面',
    report: '反映问题',
    track: '查进度',
    my: '我的事项',
    staff: '工作人员登录',
    privacy: '您的信息怎么用',
  },
  large: { on: '大字', off: '标准字号', label: '大字模式' },
  footer: {
    promise: '提出的每件事都有人负责、有期限、有答复，由您来评价。',
    privacy: '只收集办理所需的信息，每次查看联系方式都有记录。',
  },
  form: {
    optional: '选填',
    faults_one: '有 {{count}} 处需要改一下',
    faults_other: '有 {{count}} 处需要改一下',
    sending: '正在发送…',
  },
  report: zhReport,
} as const
