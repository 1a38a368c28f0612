import { graphql } from '../../gql'

export const settingsDocument = graphql(`
  query ProjectSettings {
    project {
      id
      members {
        id
        name
        role
        since
      }
    }
  }
`)

export const accessDocument = graphql(`
  query ProjectAccess {
    project {
      id
      invitations {
        id
        role
        createdBy
        createdAt
        expiresAt
      }
      tokens {
        id
        name
        role
        createdBy
        createdAt
        expiresAt
        usedAt
      }
      guestLinks {
        id
        run {
          id
          name
        }
        createdBy
        createdAt
        expiresAt
      }
    }
  }
`)

export const auditDocument = graphql(`
  query ProjectAudit($after: String) {
    project {
      id
      audit(first: 50, after: $after) {
        nodes {
          id
          at
          actor
          action
          subject
          outcome
          address
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
`)

export const setRoleDocument = graphql(`
  mutation SetMemberRole($accountId: ID!, $role: Role!) {
    result: setMemberRole(accountId: $accountId, role: $role) {
      __typename
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const removeMemberDocument = graphql(`
  mutation RemoveMember($accountId: ID!) {
    result: removeMember(accountId: $accountId) {
      __typename
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const inviteDocument = graphql(`
  mutation CreateInvitation($role: Role!) {
    result: createInvitation(role: $role) {
      __typename
      ... on NewInvitation {
        path
      }
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const removeInvitationDocument = graphql(`
  mutation RemoveInvitation($id: ID!) {
    result: removeInvitation(id: $id) {
      __typename
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const createTokenDocument = graphql(`
  mutation CreateToken($name: String!, $role: Role!, $days: Int) {
    result: createToken(name: $name, role: $role, days: $days) {
      __typename
      ... on NewToken {
        secret
      }
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const removeTokenDocument = graphql(`
  mutation RemoveToken($id: ID!) {
    result: removeToken(id: $id) {
      __typename
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const removeGuestLinkDocument = graphql(`
  mutation RemoveGuestLink($id: ID!) {
    result: removeGuestLink(id: $id) {
      __typename
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)
