import { registerEnumType } from 'type-graphql'
import { SETUP_STEPS } from './load-shop-readiness.ts'

export const SetupStepCodeType = Object.fromEntries(SETUP_STEPS.map((code) => [code, code]))
registerEnumType(SetupStepCodeType, { name: 'SetupStepCode' })
