/**
 * Who may do what, in one table. A cell says how far the permission reaches:
 * `self` what is their own · `own` their organisation · `below` their organisation and those under it ·
 * `area` the territory of their duty · `all` the whole installation. No cell: not allowed.
 * What a matter's state allows on top of this is decided in `matters/rules.ts`.
 */
export type Reach = 'self' | 'own' | 'below' | 'area' | 'all'

export const roles = {
  resident: { zh: '群众', en: 'Resident' },
  grid_worker: { zh: '网格员', en: 'Grid worker' },
  community_clerk: { zh: '社区工作者', en: 'Community clerk' },
  street_clerk: { zh: '街道经办人', en: 'Street clerk' },
  department_officer: { zh: '部门经办人', en: 'Department officer' },
  centre_clerk: { zh: '指挥中心坐席', en: 'Command centre clerk' },
  secretary: { zh: '党支部书记', en: 'Branch secretary' },
  deputy_secretary: { zh: '党支部副书记', en: 'Deputy branch secretary' },
  committee_member: { zh: '支部委员', en: 'Branch committee member' },
  member: { zh: '党员', en: 'Party member' },
  posted: { zh: '驻村干部', en: 'Posted to a village' },
  organiser: { zh: '组织部门经办人', en: 'Organisation department officer' },
  inspector: { zh: '纪检监察干部', en: 'Inspector' },
  auditor: { zh: '安全审计员', en: 'Auditor' },
  admin: { zh: '系统管理员', en: 'Operator' },
} as const

export type Role = keyof typeof roles

type Row = { zh: string; reach: Partial<Record<Role, Reach>> }

const everyHand = {
  grid_worker: 'area',
  community_clerk: 'own',
  street_clerk: 'own',
  department_officer: 'own',
  centre_clerk: 'own',
} as const

export const matrix = {
  'matter.read': {
    zh: '查看事项',
    reach: {
      grid_worker: 'area',
      community_clerk: 'below',
      street_clerk: 'below',
      department_officer: 'below',
      centre_clerk: 'all',
      secretary: 'own',
      posted: 'own',
      organiser: 'own',
    },
  },
  'matter.intake': {
    zh: '电话、窗口、走访代为登记',
    reach: {
      grid_worker: 'area',
      community_clerk: 'own',
      street_clerk: 'own',
      centre_clerk: 'all',
      posted: 'own',
    },
  },
  'matter.triage': {
    zh: '分类',
    reach: { community_clerk: 'own', street_clerk: 'own', department_officer: 'own', centre_clerk: 'all' },
  },
  'matter.dispatch': {
    zh: '派单',
    reach: { community_clerk: 'own', street_clerk: 'own', department_officer: 'own', centre_clerk: 'all' },
  },
  'matter.handle': {
    zh: '签收、联系、办理、答复',
    // A secretary and an organiser do what is given to their branch or department; requests are not sent to these.
    reach: { ...everyHand, secretary: 'own', posted: 'own', organiser: 'own' },
  },
  'task.give': {
    zh: '交办事项、验收交办事项',
    reach: {
      community_clerk: 'own',
      street_clerk: 'own',
      department_officer: 'own',
      centre_clerk: 'own',
      secretary: 'own',
      organiser: 'own',
    },
  },
  'matter.return': {
    zh: '退单',
    reach: { community_clerk: 'own', street_clerk: 'own', department_officer: 'own' },
  },
  'matter.hand_over': { zh: '上报、移交', reach: everyHand },
  'matter.partner': {
    zh: '请协办单位',
    reach: { community_clerk: 'own', street_clerk: 'own', department_officer: 'own', centre_clerk: 'own' },
  },
  'matter.decide': { zh: '裁定退单、审批延期与挂账', reach: { street_clerk: 'below', centre_clerk: 'all' } },
  'matter.supervise': { zh: '督办', reach: { street_clerk: 'below', centre_clerk: 'all' } },
  'matter.call_back': { zh: '回访', reach: { centre_clerk: 'all' } },
  'matter.merge': {
    zh: '合并同一件事',
    reach: { community_clerk: 'own', street_clerk: 'own', department_officer: 'own', centre_clerk: 'all' },
  },
  'finding.judge': {
    zh: '验收巡查发现',
    reach: { community_clerk: 'own', street_clerk: 'below', centre_clerk: 'all' },
  },
  'whistle.blow': {
    zh: '吹哨、指挥、评价应哨单位',
    reach: { community_clerk: 'own', street_clerk: 'own' },
  },
  'whistle.answer': {
    zh: '应哨、到场、提异议、评价来哨',
    reach: { street_clerk: 'own', department_officer: 'own' },
  },
  'whistle.arbitrate': { zh: '裁定应哨异议', reach: { centre_clerk: 'all' } },
  'whistle.read': {
    zh: '查看吹哨报到',
    reach: {
      community_clerk: 'below',
      street_clerk: 'below',
      department_officer: 'below',
      centre_clerk: 'all',
    },
  },
  'patrol.plan': {
    zh: '制定巡查计划',
    reach: { community_clerk: 'below', street_clerk: 'below' },
  },
  'patrol.walk': {
    zh: '巡查、现场报告',
    reach: { grid_worker: 'area', community_clerk: 'own' },
  },
  'patrol.read': {
    zh: '查看巡查计划和覆盖',
    reach: { grid_worker: 'area', community_clerk: 'below', street_clerk: 'below', centre_clerk: 'all' },
  },
  'gathering.read': {
    zh: '查看会议和组织生活',
    reach: {
      community_clerk: 'own',
      street_clerk: 'own',
      department_officer: 'own',
      secretary: 'below',
      deputy_secretary: 'own',
      committee_member: 'own',
      member: 'own',
      organiser: 'all',
    },
  },
  'gathering.hold': {
    zh: '安排、召集会议',
    reach: {
      community_clerk: 'own',
      street_clerk: 'own',
      department_officer: 'own',
      secretary: 'own',
      deputy_secretary: 'own',
      organiser: 'own',
    },
  },
  'gathering.plan_all': { zh: '为所有支部生成全年计划', reach: { organiser: 'all' } },
  'mobilisation.plan': {
    zh: '编制、演练、启动应急动员',
    reach: { street_clerk: 'below', centre_clerk: 'all', organiser: 'below' },
  },
  'mobilisation.read': {
    zh: '查看应急动员',
    reach: {
      grid_worker: 'own',
      community_clerk: 'below',
      street_clerk: 'below',
      department_officer: 'below',
      centre_clerk: 'all',
      secretary: 'below',
      deputy_secretary: 'below',
      committee_member: 'own',
      member: 'own',
      organiser: 'below',
    },
  },
  'mobilisation.nominate': {
    zh: '为本单位派人上岗',
    reach: {
      community_clerk: 'below',
      street_clerk: 'below',
      department_officer: 'below',
      secretary: 'below',
      deputy_secretary: 'below',
    },
  },
  'mobilisation.take': {
    zh: '认领岗位、签到签退',
    reach: {
      grid_worker: 'self',
      community_clerk: 'self',
      street_clerk: 'self',
      department_officer: 'self',
      secretary: 'self',
      deputy_secretary: 'self',
      committee_member: 'self',
      member: 'self',
      organiser: 'self',
    },
  },
  'contact.see': { zh: '查看完整联系方式（每次留痕）', reach: everyHand },
  'caller.history': {
    zh: '经本人同意查看其以前的事项',
    reach: { community_clerk: 'own', street_clerk: 'own', centre_clerk: 'all' },
  },
  'template.write': {
    zh: '编写答复模板',
    reach: { community_clerk: 'own', street_clerk: 'own', department_officer: 'own', centre_clerk: 'own' },
  },
  'view.share': {
    zh: '把保存的视图给本单位共用',
    reach: { community_clerk: 'own', street_clerk: 'own', department_officer: 'own', centre_clerk: 'own' },
  },
  'template.read': { zh: '使用答复模板', reach: { ...everyHand, admin: 'all' } },
  'template.share': { zh: '维护通用答复模板', reach: { centre_clerk: 'all', admin: 'all' } },
  'rules.read': {
    zh: '查看现行规则',
    reach: {
      grid_worker: 'all',
      community_clerk: 'all',
      street_clerk: 'all',
      department_officer: 'all',
      centre_clerk: 'all',
      secretary: 'all',
      deputy_secretary: 'all',
      committee_member: 'all',
      member: 'all',
      posted: 'all',
      organiser: 'all',
      inspector: 'all',
      auditor: 'all',
      admin: 'all',
    },
  },
  'notice.read': {
    zh: '查看自己的提醒',
    reach: {
      resident: 'self',
      grid_worker: 'self',
      community_clerk: 'self',
      street_clerk: 'self',
      department_officer: 'self',
      centre_clerk: 'self',
      secretary: 'self',
      deputy_secretary: 'self',
      committee_member: 'self',
      member: 'self',
      posted: 'self',
      organiser: 'self',
      inspector: 'self',
      auditor: 'self',
      admin: 'self',
    },
  },
  'territory.read': {
    zh: '查看区域与机构',
    reach: {
      grid_worker: 'all',
      community_clerk: 'all',
      street_clerk: 'all',
      department_officer: 'all',
      centre_clerk: 'all',
      secretary: 'all',
      deputy_secretary: 'all',
      committee_member: 'all',
      posted: 'all',
      organiser: 'all',
      auditor: 'all',
      admin: 'all',
    },
  },
  'territory.write': { zh: '维护区域、机构、人员与职责', reach: { admin: 'all' } },
  'grid.write': { zh: '划分、调整网格', reach: { street_clerk: 'below', admin: 'all' } },
  'grid_list.propose': {
    zh: '申请网格事项准入',
    reach: { street_clerk: 'own', department_officer: 'own', centre_clerk: 'own' },
  },
  'grid_list.decide': { zh: '审批网格事项准入', reach: { street_clerk: 'below', centre_clerk: 'all' } },
  'people.read': {
    zh: '查看人员与职责',
    reach: { street_clerk: 'below', organiser: 'below', centre_clerk: 'all', auditor: 'all', admin: 'all' },
  },
  // 双报到、社区召集。志愿服务没有“必须”：报名、退出都只由本人。
  'service.self': {
    zh: '报到、应召、查看自己的服务',
    reach: { secretary: 'self', deputy_secretary: 'self', committee_member: 'self', member: 'self' },
  },
  'reporting.branch': {
    zh: '查看并代办本支部党员报到',
    reach: { secretary: 'below', deputy_secretary: 'own' },
  },
  'reporting.unit': {
    zh: '本单位到社区报到、共驻共建',
    reach: { secretary: 'own', department_officer: 'own' },
  },
  'units.read': {
    zh: '查看共驻共建单位名录',
    reach: {
      community_clerk: 'own',
      street_clerk: 'below',
      secretary: 'own',
      deputy_secretary: 'own',
      department_officer: 'own',
    },
  },
  'reporting.confirm': { zh: '确认报到、约定共建、每年评价', reach: { community_clerk: 'own' } },
  'service.call': { zh: '召集党员和志愿者', reach: { community_clerk: 'own' } },
  'service.read': {
    zh: '查看报到、召集和服务情况',
    reach: { community_clerk: 'own', street_clerk: 'below' },
  },
  // 党组织与党员：最少可见。名册里没有系统管理员、没有群众、没有别的支部。
  'party.read': {
    zh: '查看党组织情况',
    reach: {
      secretary: 'below',
      deputy_secretary: 'below',
      committee_member: 'below',
      member: 'own',
      organiser: 'below',
    },
  },
  'party.write': { zh: '登记党组织的类型、任期和换届', reach: { secretary: 'below', organiser: 'below' } },
  'membership.read': {
    zh: '查看党员名册（每次留痕）',
    reach: { secretary: 'below', deputy_secretary: 'own', committee_member: 'own', organiser: 'below' },
  },
  'membership.write': { zh: '登记和调整党员', reach: { secretary: 'below', organiser: 'below' } },
  'membership.own': {
    zh: '查看自己的党员信息',
    reach: {
      secretary: 'self',
      deputy_secretary: 'self',
      committee_member: 'self',
      member: 'self',
      organiser: 'self',
      grid_worker: 'self',
      community_clerk: 'self',
      street_clerk: 'self',
      department_officer: 'self',
      centre_clerk: 'self',
    },
  },
  'coverage.read': {
    zh: '查看两新组织、新就业群体的党组织覆盖',
    reach: { secretary: 'below', organiser: 'below', community_clerk: 'below', street_clerk: 'below' },
  },
  'coverage.write': {
    zh: '登记两新组织、新就业群体',
    reach: { secretary: 'below', organiser: 'below', community_clerk: 'below', street_clerk: 'below' },
  },
  'weak.read': { zh: '查看软弱涣散党组织的整顿', reach: { secretary: 'below', organiser: 'below' } },
  'weak.survey': { zh: '排查软弱涣散党组织', reach: { organiser: 'below' } },
  'review.lead': {
    zh: '主持下级书记的述职评议',
    reach: { secretary: 'own', deputy_secretary: 'own', organiser: 'below' },
  },
  'weak.decide': { zh: '确认、整顿、验收软弱涣散党组织', reach: { organiser: 'below' } },
  // 驻村第一书记、工作队。派到哪里，哪里的党组织和派出单位都看得到；请假、任务、评议由派出的组织部门管。
  'posting.read': {
    zh: '查看驻村干部',
    reach: { secretary: 'below', organiser: 'below', street_clerk: 'below', department_officer: 'own' },
  },
  'posting.lead': { zh: '派出、管理驻村干部', reach: { organiser: 'below' } },
  'posting.assess': {
    zh: '派出单位交办任务、评价本单位派出的驻村干部',
    reach: { department_officer: 'own', secretary: 'own', organiser: 'own', street_clerk: 'own' },
  },
  'posting.own': { zh: '办理自己的驻村工作', reach: { posted: 'self' } },
  // 请示报告：只有请示的单位和被请示的上级看得到。
  'upward.ask': {
    zh: '向上级请示、报告',
    reach: {
      secretary: 'own',
      organiser: 'own',
      community_clerk: 'own',
      street_clerk: 'own',
      department_officer: 'own',
    },
  },
  'upward.answer': {
    zh: '批复下级的请示、收悉报告',
    reach: {
      secretary: 'own',
      organiser: 'own',
      community_clerk: 'own',
      street_clerk: 'own',
      department_officer: 'own',
    },
  },
  'upward.read': {
    zh: '查看本单位的请示报告',
    reach: {
      secretary: 'own',
      deputy_secretary: 'own',
      organiser: 'own',
      community_clerk: 'own',
      street_clerk: 'own',
      department_officer: 'own',
    },
  },
  'calendar.write': { zh: '修订工作日历', reach: { admin: 'all' } },
  'policy.reload': { zh: '重新载入规则', reach: { admin: 'all' } },
  'outbox.read': { zh: '查看演示短信发件箱', reach: { admin: 'all' } },
  'audit.read': { zh: '查看谁看过什么', reach: { auditor: 'all' } },
  'account.manage': { zh: '开立账号、重置密码、停用、解锁、撤销登录', reach: { admin: 'all' } },
  'demonstration.steer': { zh: '开关演示模拟', reach: { admin: 'all' } },
  'health.read': { zh: '查看运行状况', reach: { admin: 'all', auditor: 'all' } },
  'job.retry': { zh: '重试失败的后台任务', reach: { admin: 'all' } },
} as const satisfies Record<string, Row>

export type Action = keyof typeof matrix

export function reachOf(role: Role, action: Action): Reach | undefined {
  return (matrix[action].reach as Partial<Record<Role, Reach>>)[role]
}
