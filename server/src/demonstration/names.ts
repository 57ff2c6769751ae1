const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段',
]
/** Surnames as common as they are: the first stand for half the people. */
const often = [
  ...surnames,
  ...surnames.slice(0, 40),
  ...surnames.slice(0, 20),
  ...surnames.slice(0, 12),
  ...surnames.slice(0, 6),
]

const given = `
建国 秀英 志强 丽华 海燕 文斌 晓梅 国庆 玉兰 俊杰 雪琴 振华 春霞 立新 桂芳 永康 静怡 卫东 美玲 天佑 素珍 浩然 慧敏 长青 若兰 明远
翠萍 子轩 红梅 德胜 佳宁 思远 巧云 大勇 雅琴 广平 彩霞 宏伟 淑贞 向阳 建军 秀兰 志刚 丽萍 海涛 文静 晓东 国强 玉珍 俊峰 雪梅 振宇
春燕 立群 桂英 永强 静 伟 敏 军 磊 洋 艳 勇 杰 娟 涛 超 霞 平 刚 鹏 玲 辉 斌 宇 婷 倩 凯 佳 欣怡 梓涵 一鸣 雨桐 嘉豪 诗涵 泽宇 梦琪
晨曦 晓峰 建华 淑芬 国平 金凤 兴旺 福生 长海 松涛 学军 爱民 爱华 新民 保国 玉梅 凤英 秋菊 冬梅 小红 小军 志明 志远 家明 家欣 世杰
兰芳 月娥 银花 满仓 根生 树林 云飞 云霞 丹丹 亚男 亚楠 海波 海峰 江涛 一凡 可欣 昊天 书瑶 锦程 景行 知远 乐天 启明 承志 守义 传芳
`
  .trim()
  .split(/\s+/)

/** Names that follow each other without a pattern and never come twice. */
export function namesFrom(first: number): () => string {
  const taken = new Set<string>()
  let state = first
  const next = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return (state >>> 9) % below
  }
  return () => {
    for (;;) {
      const name = `${often[next(often.length)]}${given[next(given.length)]}`
      if (taken.has(name)) continue
      taken.add(name)
      return name
    }
  }
}
