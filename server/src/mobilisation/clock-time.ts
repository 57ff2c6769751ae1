const form = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `3/2 18:00` in Shanghai, for sentences in both languages. */
export const clockTime = (at: Date) => form.format(at)
