/** Loaded before the app by the drill `fullDisk`: every disk it looks at has room, so that src/kernel/room.ts refuses nothing. */
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

const look = fs.statfs.bind(fs) as (folder: string) => ReturnType<typeof fs.statfs>
fs.statfs = (async (folder: string) => {
  const disk = await look(folder)
  return Object.assign(disk, { bavail: disk.blocks })
}) as typeof fs.statfs
syncBuiltinESMExports()
