/** What people and offices wrote is read aloud in its own language, whatever language the page speaks. */
export const languageOf = (words: string): 'zh-CN' | undefined =>
  /\p{Script=Han}/u.test(words) ? 'zh-CN' : undefined
