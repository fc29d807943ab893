import { graphql, type ResultOf } from '../graphql/graphql.ts'

/** What the layouts of a member's pages show. Every page asks for it together with its own data. */
export const layoutFields = graphql(`
  fragment LayoutFields on Query {
    viewer {
      name
      email
      mfaEnabled
      memberships {
        role
        permissions
        shop {
          slug
          name
          status
          country
          timeZone
          locale
          currency
        }
      }
    }
    shopAlerts {
      openUnmatchedPaymentCount
      secondFactorOff
      nextSetupStep
      cardMailWarning {
        reason
        keyExpiresAt
      }
    }
  }
`)

/** For a page without data of its own. */
export const layoutQuery = graphql(
  `
    query Layout {
      ...LayoutFields
    }
  `,
  [layoutFields],
)

export const accountQuery = graphql(
  `
    query Account {
      ...LayoutFields
      viewer {
        passkeys {
          id
          name
          createdAt
          lastUsedAt
        }
      }
      recoveryCodeCount
      sessions {
        id
        browser
        operatingSystem
        signedInAt
        lastUsedAt
        isCurrent
      }
    }
  `,
  [layoutFields],
)

export type Passkey = ResultOf<typeof accountQuery>['viewer']['passkeys'][number]
/** A session of the member. */
export type MemberSession = ResultOf<typeof accountQuery>['sessions'][number]

export type LayoutResult = ResultOf<typeof layoutFields>
/** The signed-in person, who may work in several shops. */
export type Member = LayoutResult['viewer']
export type Membership = Member['memberships'][number]
/** `timeZone` is an IANA name; the shop's orders are shown in it. `locale` is the language of its own texts. */
export type Shop = Membership['shop']

export const sessionQuery = graphql(`
  query Session {
    viewer {
      id
    }
  }
`)

export const signOutMutation = graphql(`
  mutation SignOut {
    signOut
  }
`)
