export const zh = {
  brand: '连心党员',
  nav: { label: '党员页面', home: '任务', duty: '动员', me: '我', walk: '回到网格巡查' },
  kept: '没有信号，这是 {{when}}取的内容。',
  needsSignal: '没发出去：现在没有信号。内容还在这里，有信号后再点一次，不会重复。',
  loading: '正在取内容…',
  home: { title: '任务', intro: '社区的召集和我的任务都在这里。' },
  notices: {
    title: '提醒',
    none: '没有新提醒',
    read: '知道了',
    readAll: '都知道了',
    open: '去看看',
    noneHint: '有新的召集、变更和感谢，会出现在这里。',
  },
  me: { duties: '我的职责' },
} as const
