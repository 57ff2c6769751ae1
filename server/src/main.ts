import { ConfigurationFault, readConfiguration } from './kernel/configuration.ts'
import { PolicyFault } from './kernel/policy/index.ts'

type Run = (argv: string[]) => Promise<number>

/** Each command is loaded only when it is called: `--help` answers at once. */
const commands: Record<string, { zh: string; en: string; load: () => Promise<Run> }> = {
  serve: {
    zh: '启动服务',
    en: 'start the service',
    load: async () => {
      const { serve } = await import('./commands/serve.ts')
      return (argv) => serve(argv, readConfiguration())
    },
  },
  migrate: {
    zh: '升级数据库',
    en: 'bring the database up to this version',
    load: async () => {
      const { migrateCommand } = await import('./commands/migrate.ts')
      return (argv) => migrateCommand(argv, readConfiguration())
    },
  },
  import: {
    zh: '导入区域、机构、人员',
    en: 'import areas, shapes, organisations, people',
    load: async () => {
      const { importCommand } = await import('./commands/import.ts')
      const { withHouse } = await import('./commands/with-house.ts')
      return (argv) =>
        argv.includes('--help')
          ? importCommand(argv, {} as never)
          : withHouse(readConfiguration(), (house) => importCommand(argv, { house }))
    },
  },
  replay: {
    zh: '经公开接口发送一份消息',
    en: 'send a file of messages through the public API',
    load: async () => (await import('./commands/replay.ts')).replay,
  },
  verify: {
    zh: '核对每一项承诺',
    en: 'check every promise on the live database',
    load: async () => {
      const { verify } = await import('./commands/verify.ts')
      return (argv) => verify(argv, readConfiguration())
    },
  },
  train: {
    zh: '从已分类的消息学习分类',
    en: 'learn categories from labelled messages',
    load: async () => {
      const { train } = await import('./commands/train.ts')
      return (argv) => train(argv, { dataFolder: readConfiguration().dataFolder })
    },
  },
  export: {
    zh: '导出事项与封存',
    en: 'export matters and the seals',
    load: async () => {
      const { exportCommand } = await import('./commands/export.ts')
      return (argv) => exportCommand(argv, readConfiguration())
    },
  },
  backup: {
    zh: '备份数据库、照片与密钥',
    en: 'save the database, the photos and the keys',
    load: async () => {
      const { backup } = await import('./commands/backup.ts')
      return (argv) => backup(argv, readConfiguration())
    },
  },
  restore: {
    zh: '从备份恢复',
    en: 'restore a backup',
    load: async () => {
      const { restore } = await import('./commands/restore.ts')
      return (argv) => restore(argv, readConfiguration())
    },
  },
  bench: {
    zh: '性能比值',
    en: 'run benchmarks and print their ratios',
    load: async () => (await import('./commands/bench.ts')).bench,
  },
}

function usage(): string {
  const rows = Object.entries(commands).map(([name, { zh, en }]) => `  ${name.padEnd(10)} ${zh} / ${en}`)
  return ['连心 lianxin <command> [--help]', '', ...rows].join('\n')
}

async function main(): Promise<number> {
  const [name, ...argv] = process.argv.slice(2)
  if (!name || name === '--help' || name === 'help') {
    console.log(usage())
    return name ? 0 : 2
  }
  const command = commands[name]
  if (!command) {
    console.error(`没有这个命令 / unknown command: ${name}\n\n${usage()}`)
    return 2
  }
  const run = await command.load()
  return run(argv)
}

main()
  .then((code) => process.exit(code))
  .catch((error: unknown) => {
    if (error instanceof ConfigurationFault || error instanceof PolicyFault) console.error(error.message)
    else console.error(error)
    process.exit(1)
  })
