export { recordTold } from './commands.ts'
export { Told, toldOf } from './queries.ts'
export { tellOnCall, watchSweep } from './telling.ts'
