// Imported first by every command, so that an old Node says what is missing instead of failing on a word it does not know.
const wanted = [20, 19]
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(
    `连心需要 Node.js ${wanted.join('.')} 或更新的版本，现在是 ${process.versions.node}。请从 https://nodejs.org 安装后再试。`,
  )
  console.error(
    `Lianxin needs Node.js ${wanted.join('.')} or newer; this is ${process.versions.node}. Install it from https://nodejs.org and try again.`,
  )
  process.exit(1)
}
