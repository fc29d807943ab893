import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop } from '../../test/shop.ts'
import { merchantSchema } from '../app/schema.ts'
import { checkOfInput, pathsWithOwnRules } from './refuse-card-numbers.ts'

let api: TestApi
let owner: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  owner = await headersOf(api, await createShop(api), 'OWNER')
}, 60_000)
afterAll(() => api.stop())

const CARD = '4242 4242 4242 4242'
type Mutation = GraphQLField<unknown, unknown>
type Input = GraphQLArgument | GraphQLInputField

/** The paths of all texts below an input, without indices. */
function textsBelow(inputs: readonly Input[], path: string[]): string[][] {
  return inputs.flatMap((input) => {
    const type = getNamedType(input.type)
    const here = [...path, input.name]
    if (isInputObjectType(type)) return textsBelow(Object.values(type.getFields()), here)
    return type.name === 'String' ? [here] : []
  })
}

const SAMPLES: Record<string, unknown> = {
  String: 'x',
  ID: 'x',
  Int: 1,
  Float: 1,
  Boolean: true,
  DateTime: '2026-01-02T03:04:05Z',
  LocalDate: '2026-01-02',
}

/** A value that GraphQL accepts, with the card number at `path`. */
function sample(type: GraphQLInputType, path: string[] | null): unknown {
  if (isNonNullType(type)) return sample(type.ofType, path)
  if (isListType(type)) return [sample(type.ofType, path)]
  if (isEnumType(type)) return type.getValues()[0]?.name
  if (!isInputObjectType(type)) return path ? CARD : SAMPLES[type.name]
  return Object.fromEntries(
    Object.values(type.getFields())
      .filter((input) => input.name === path?.[0] || isNonNullType(input.type))
      .map((input) => [input.name, sample(input.type, input.name === path?.[0] ? path.slice(1) : null)]),
  )
}

const mutations: Mutation[] = Object.values(merchantSchema().getMutationType()?.getFields() ?? {})
const texts = mutations.flatMap((mutation) =>
  textsBelow(mutation.args, []).map((path) => ({
    mutation,
    path,
    text: `${mutation.name}: ${path.join('.')}`,
  })),
)
const ruleOf = ({ mutation, path }: (typeof texts)[number]) => [
  mutation.name,
  ...(path[0] === 'input' ? path.slice(1) : path),
]

/** The fields of its payload that are never null: a refused mutation has them too. */
function requiredOf({ type }: Mutation): string {
  const payload = getNamedType(type)
  const fields = isObjectType(payload) ? Object.values(payload.getFields()) : []
  const leaves = fields.filter((field) => isNonNullType(field.type) && isLeafType(getNamedType(field.type)))
  return leaves.map(({ name }) => name).join(' ')
}

test.each(texts.filter((each) => checkOfInput(ruleOf(each))))(
  'a card number is refused in $text',
  async ({ mutation, path }) => {
    const given = mutation.args.filter(({ name, type }) => name === path[0] || isNonNullType(type))
    const declared = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')
    const passed = given.map(({ name }) => `${name}: $${name}`).join(', ')
    const variables = Object.fromEntries(
      given.map(({ name, type }) => [name, sample(type, name === path[0] ? path.slice(1) : null)]),
    )
    const answer = await merchant<{ payload: { userErrors: { code: string; field: string[] }[] } }>(
      api,
      `mutation (${declared}) { payload: ${mutation.name}(${passed}) { ${requiredOf(mutation)} userErrors { code field } } }`,
      variables,
      owner,
    )
    expect(answer.errors).toBeUndefined()
    const [error, ...more] = answer.data.payload.userErrors
    expect({ code: error?.code, more }).toEqual({ code: 'CARD_NUMBER_NOT_ALLOWED', more: [] })
    const named = [mutation.name, ...(error?.field ?? []).filter((part) => part !== '0')]
    expect(named).toEqual(ruleOf({ mutation, path, text: '' }))
  },
)

/** Compared or hashed by every mutation that has them. */
const NEVER_STORED = new Set(['password', 'newPassword', 'otp', 'version'])

test('only secrets and what programs make are not checked', () => {
  const unchecked = texts.filter((each) => !checkOfInput(ruleOf(each)))
  const others = unchecked.filter(({ path }) => !NEVER_STORED.has(path.at(-1) ?? ''))
  expect(others.map((each) => ruleOf(each).join('.')).sort()).toEqual([
    'acceptInvitation.token',
    'addGatewayAccount.fields.value',
    'addPasskey.response',
    'changeBusinessIdentity.identity.registrationNumber',
    'changeGatewayAccount.fields.value',
    'changeManualPayments.transfer.iban',
    'changeParcel.trackingNumber',
    'changeParcel.trackingUrl',
    'checkOpenPgpKey.armored',
    'confirmMfa.ticket',
    'confirmOpenPgpKey.code',
    'createInvitedAccount.passkey',
    'createInvitedAccount.token',
    'publishLegalPage.html',
    'reauthenticateWithPasskey.response',
    'resetPassword.token',
    'saveLegalPage.html',
    'setOpenPgpKey.armored',
    'setOpenPgpKey.fingerprint',
    'shipParcel.trackingNumber',
    'shipParcel.trackingUrl',
    'signIn.deviceToken',
    'signInWithPasskey.response',
    'signUp.formToken',
    'startInvitedPasskey.token',
  ])
})

test('no rule is left of an input that no longer exists', () => {
  const existing = texts.map((each) => ruleOf(each).join('.'))
  expect(pathsWithOwnRules().filter((path) => !existing.includes(path))).toEqual([])
})
