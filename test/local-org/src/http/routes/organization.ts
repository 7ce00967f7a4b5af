import type { Call, Route } from "../route";

/** The organization, and the token of the caller. */
export const organizationRoutes: Route[] = [
  {
    operation: "getOrganizationsMe",
    method: "GET",
    path: "/api/v2/organizations/me",
    answer: ({ org }) => ({
      body: {
        id: org.id,
        name: org.name,
        defaultLanguage: "en-US",
        defaultCountryCode: "US",
        thirdPartyOrgName: org.name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
        domain: "local.invalid",
        version: 1,
        state: "active",
        features: {},
        productPlatform: "PureCloud",
        selfUri: `/api/v2/organizations/${org.id}`,
      },
    }),
  },
  {
    operation: "getAuthorizationProducts",
    method: "GET",
    path: "/api/v2/authorization/products",
    answer() {
      const entities = [{ id: "cloudccpurecloud3" }];
      return { body: { entities, pageSize: 25, pageNumber: 1, total: entities.length, pageCount: 1 } };
    },
  },
  {
    operation: "getTokensMe",
    method: "GET",
    path: "/api/v2/tokens/me",
    answer: (call) => ({ body: tokenInfo(call) }),
  },
  {
    operation: "getAuthorizationSubjectsMe",
    method: "GET",
    path: "/api/v2/authorization/subjects/me",
    answer: ({ org, client }) => ({
      body: {
        id: client.id,
        name: client.name,
        grants: org.divisions
          .filter(({ home }) => home)
          .map(({ id, name, description }) => ({
            subjectId: client.id,
            division: {
              id,
              name,
              description,
              homeDivision: true,
              selfUri: `/api/v2/authorization/divisions/${id}`,
            },
            role: { name: "Local role", policies: policiesOf(client.permissions) },
          })),
        version: 1,
      },
    }),
  },
  { operation: "headTokensMe", method: "HEAD", path: "/api/v2/tokens/me", answer: () => ({}) },
  {
    operation: "deleteTokensMe",
    method: "DELETE",
    path: "/api/v2/tokens/me",
    answer({ org, token }) {
      delete org.tokens[token];
      return {};
    },
  },
];

/** Permissions as the policies of a role; "*" stands for all. */
function policiesOf(permissions: "*" | string[]) {
  if (permissions === "*") return [{ domain: "*", entityName: "*", actions: ["*"] }];
  return permissions.map((permission) => {
    const [domain, entityName, action] = permission.split(":");
    return { domain, entityName, actions: [action] };
  });
}

function tokenInfo({ org, client }: Call) {
  const organization = { id: org.id, name: org.name };
  return {
    organization,
    homeOrganization: organization,
    authorizedScope: [],
    OAuthClient: {
      id: client.id,
      name: client.name,
      authorizedGrantType: "CLIENT-CREDENTIALS",
      scope: [],
      state: "active",
      organization,
    },
  };
}
