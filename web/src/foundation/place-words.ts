export interface PlaceWords {
  /** The areas from wide to narrow; one that the next already names is left out. */
  area: string
  /** The address without the areas that it begins with. */
  address: string
}

/** 望江社区, 望江社区第一网格 → 望江社区第一网格: each name once. */
export function namesOnce(names: readonly string[]): string {
  return names.filter((name, index) => !names[index + 1]?.startsWith(name)).join(' ')
}

const outerAreas = /^(?:[^省市区县州旗\s]{1,12}[省市区县州旗])+$/

/** The address behind the narrowest area that it repeats; areas above the known ones are passed over. */
function withoutAreas(address: string, names: readonly string[]): string {
  let rest = address.trim()
  for (const name of names) {
    const at = rest.indexOf(name)
    const before = at > 0 ? rest.slice(0, at).trim() : ''
    if (at === 0 || (at > 0 && outerAreas.test(before))) rest = rest.slice(at + name.length).trim()
  }
  return rest
}

/** Where something is, from the names of its areas (widest first) and an address that may repeat them. */
export function placeWords(names: readonly string[], address: string | null | undefined): PlaceWords {
  return { area: namesOnce(names), address: withoutAreas(address ?? '', names) }
}
