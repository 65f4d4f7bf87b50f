export { discardDropRow, typeDropRow } from './commands.ts'
export { dropFolder, openedDropRow } from './queries.ts'
export { dropFolderSweep } from './sweep.ts'
