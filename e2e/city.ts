/** What the journeys know of the demonstration city: codes on its walls and names of its offices. */
export const places = {
  riverside1: { code: 'QH0011', name: '江畔花园1号楼' },
  riverside2: { code: 'QH0012', name: '江畔花园2号楼' },
  river1: { code: 'QH0021', name: '望江新村1号楼' },
  river2: { code: 'QH0022', name: '望江新村2号楼' },
}

export const offices = {
  community: '望江社区居民委员会',
  housing: '清河区住房和城乡建设局',
  water: '清河区水务局',
  department: '清河区城市管理局',
}
