import { isHttpError, redirect, type RequestEvent } from '@sveltejs/kit'
import { graphql } from '#lib/graphql/graphql.ts'
import { m } from '#lib/paraglide/messages.js'
import { closeSession, createSession, rememberDevice } from '#lib/server/cookies.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf, requireTexts, textOf } from '#lib/server/form-data.ts'
import { queryForVisitor } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

const invitationQuery = graphql(`
  query Invitation($token: String!) {
    invitation(token: $token) {
      shopName
      email
      name
      role
      invitedByName
      hasAccount
      opensShop
      shopSlug
    }
  }
`)
const invitationAndEmailQuery = graphql(`
  query InvitationAndEmail($token: String!) {
    invitation(token: $token) {
      shopName
      email
      name
      role
      invitedByName
      hasAccount
      opensShop
      shopSlug
    }
    viewer {
      email
    }
  }
`)

const tokenOf = ({ url }: RequestEvent): string => url.searchParams.get('token') ?? ''

/** The invitation, and the address of the signed-in member; null without a valid session. */
export const load: PageServerLoad = async (event) => {
  const token = tokenOf(event)
  if (event.locals.session)
    try {
      const { invitation, viewer } = await queryForVisitor(event, invitationAndEmailQuery, { token })
      return { invitation, signedInAs: viewer.email }
    } catch (failure) {
      if (!(isHttpError(failure) && failure.body.code === 'UNAUTHENTICATED')) throw failure
      // Otherwise the sign-in page would take the session for a valid one and lead back here.
      closeSession(event)
    }
  const { invitation } = await queryForVisitor(event, invitationQuery, { token })
  return { invitation, signedInAs: null }
}

interface OpenedSession {
  token: string | null
  deviceToken: string | null
  shopSlug: string | null
  member: { email: string } | null
}

/** Signs the new member in and opens the shop. */
function enter({ token, deviceToken, shopSlug, member }: OpenedSession, event: RequestEvent): never {
  if (token) createSession(event, token)
  if (deviceToken && member) rememberDevice(event, member.email, deviceToken)
  redirect(303, `/${shopSlug}`)
}

const createInvitedAccount = graphql(`
  mutation CreateInvitedAccount($input: CreateInvitedAccountInput!) {
    createInvitedAccount(input: $input) {
      token
      deviceToken
      shopSlug
      member {
        email
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

const nameOf = (form: FormData): string => requireTexts(form, { name: m.error_enter_name() }).name

export const actions: Actions = {
  startPasskey: formAction({
    document: graphql(`
      mutation StartInvitedPasskey($token: String!, $name: String!) {
        startInvitedPasskey(token: $token, name: $name) {
          options
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, event) => ({ token: tokenOf(event), name: nameOf(form) }),
    givesBack: ['name', 'slug'],
    onSuccess: ({ options }) => ({ passkeyOptions: options }),
  }),
  createWithPasskey: formAction({
    document: createInvitedAccount,
    variables: (form, event) => ({
      input: {
        token: tokenOf(event),
        name: nameOf(form),
        passkey: rawTextOf(form, 'response'),
        slug: textOf(form, 'slug'),
      },
    }),
    onSuccess: enter,
  }),
  createWithPassword: formAction({
    document: createInvitedAccount,
    variables: (form, event) => {
      const { name } = requireTexts(form, {
        name: m.error_enter_name(),
        newPassword: m.error_enter_password(),
      })
      return {
        input: {
          token: tokenOf(event),
          name,
          newPassword: rawTextOf(form, 'newPassword'),
          slug: textOf(form, 'slug'),
        },
      }
    },
    givesBack: ['name', 'slug'],
    onSuccess: enter,
  }),
  accept: formAction({
    document: graphql(`
      mutation AcceptInvitation($token: String!, $slug: String) {
        acceptInvitation(token: $token, slug: $slug) {
          shopSlug
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, event) => ({ token: tokenOf(event), slug: textOf(form, 'slug') }),
    givesBack: ['slug'],
    onSuccess: ({ shopSlug }) => redirect(303, `/${shopSlug}`),
  }),
}
