export { aloneWaiting, overdueAlone, ringAlone } from './alone.ts'
export { planVisit, reportVisit, sayBack, tellHousing } from './commands.ts'
export {
  comeBack,
  findEncounter,
  linkEncounter,
  recordEncounters,
  sealedMet,
  type Met,
} from './encounters/commands.ts'
export { comeBacksDue, encounter, encountersOfVisit } from './encounters/queries.ts'
export * from './forms.ts'
export { recordPremises } from './premises.ts'
export { placeOfVisit } from './address.ts'
export { canActOnEncounter, canPlanVisits, mayBeReferred, type EncounterRow } from './policy.ts'
export { visitPlan, type VisitPlan } from './plan/queries.ts'
export { visits } from './queries.ts'
