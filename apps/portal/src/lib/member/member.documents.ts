import { graphql, type ResultOf } from '#lib/graphql/graphql.ts'

export const viewerQuery = graphql(`
  query Viewer {
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
          timeZone
          locale
        }
      }
    }
  }
`)

/** The signed-in person, who may work in several shops. */
export type Member = ResultOf<typeof viewerQuery>['viewer']
export type Membership = Member['memberships'][number]
/** `timeZone` is an IANA name; the shop's orders are shown in it. `locale` is the language of its own texts. */
export type Shop = Membership['shop']

export const signOutMutation = graphql(`
  mutation SignOut {
    signOut
  }
`)
