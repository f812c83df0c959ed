# What Vault does with itself, once, when it starts for the first time. No root token is left: OpenBao gives it up when the
# last request has gone through. What has to be reconciled later (people's login, tenants' authors) is vault-config's.

initialize "secrets" {
  request "mount" {
    operation = "update"
    path      = "sys/mounts/kv"
    data = {
      type        = "kv"
      description = "<namespace>/<component or workload>/<secret>"
      options = {
        version = "2"
      }
    }
  }
}

# Service accounts of this cluster log in with a token that the API server makes for them; it is asked whether it is good.
initialize "accounts" {
  request "enable" {
    operation = "update"
    path      = "sys/auth/kubernetes"
    data = {
      type        = "kubernetes"
      description = "Service accounts of this cluster"
    }
  }

  request "configure" {
    operation = "update"
    path      = "auth/kubernetes/config"
    data = {
      kubernetes_host = "https://kubernetes.default.svc"
    }
  }

  request "mount" {
    operation = "read"
    path      = "sys/auth/kubernetes"
  }
}

# People log in by Keycloak. What Keycloak is, vault-login says, once it is there.
initialize "people" {
  request "enable" {
    operation = "update"
    path      = "sys/auth/oidc"
    data = {
      type        = "oidc"
      description = "People, by Keycloak"
      config = {
        listing_visibility = "unauth"
      }
    }
  }
}

initialize "policies" {
  # One text for every namespace, tenants' and the platform's: an account reads what is below its own namespace's name.
  request "own-namespace" {
    operation = "update"
    path      = "sys/policies/acl/own-namespace"
    data = {
      policy = {
        eval_source = "cel"
        eval_type   = "string"
        expression  = "'path \"kv/data/{{identity.entity.aliases.' + responses.accounts.mount.data.accessor + '.metadata.service_account_namespace}}/*\" { capabilities = [\"read\"] }'"
      }
    }
  }

  # A generated secret is written once. It cannot be written over: there is no 'update' on data.
  request "own-namespace-writer" {
    operation = "update"
    path      = "sys/policies/acl/own-namespace-writer"
    data = {
      policy = {
        eval_source = "cel"
        eval_type   = "string"
        expression  = "'path \"kv/data/{{identity.entity.aliases.' + responses.accounts.mount.data.accessor + '.metadata.service_account_namespace}}/*\" { capabilities = [\"create\", \"read\"] }\\npath \"kv/metadata/{{identity.entity.aliases.' + responses.accounts.mount.data.accessor + '.metadata.service_account_namespace}}/*\" { capabilities = [\"create\", \"read\", \"update\"] }'"
      }
    }
  }

  # External Secrets looks at its own token before it uses it, and gives it up afterwards. Without the first no store is ever
  # ready; without the second each read leaves a token behind for a quarter of an hour.
  request "own-token" {
    operation = "update"
    path      = "sys/policies/acl/own-token"
    data = {
      policy = <<-EOT
        path "auth/token/lookup-self" { capabilities = ["read"] }
        path "auth/token/revoke-self" { capabilities = ["update"] }
      EOT
    }
  }

  # Keycloak has to know what its clients know.
  request "oidc-clients" {
    operation = "update"
    path      = "sys/policies/acl/oidc-clients"
    data = {
      policy = <<-EOT
        path "kv/data/argocd/argocd/oidc-client" { capabilities = ["read"] }
        path "kv/data/backstage/backstage/oidc-client" { capabilities = ["read"] }
        path "kv/data/backstage/backstage/oidc-client-argocd" { capabilities = ["read"] }
        path "kv/data/backstage/backstage/oidc-client-catalog" { capabilities = ["read"] }
        path "kv/data/backstage/backstage/oidc-client-grafana" { capabilities = ["read"] }
        path "kv/data/grafana/grafana/oidc-client" { capabilities = ["read"] }
        path "kv/data/vault/vault/oidc-client" { capabilities = ["read"] }
      EOT
    }
  }

  # Which paths there are and how old they are; never a value. The portal asks for its own rights when it starts, and takes no
  # token that could read one.
  request "portal" {
    operation = "update"
    path      = "sys/policies/acl/portal"
    data = {
      policy = <<-EOT
        path "kv/metadata/*" { capabilities = ["list", "read"] }
        path "sys/capabilities-self" { capabilities = ["update"] }
        path "auth/token/lookup-self" { capabilities = ["read"] }
        path "auth/token/renew-self" { capabilities = ["update"] }
        path "auth/token/revoke-self" { capabilities = ["update"] }
      EOT
    }
  }

  request "snapshot" {
    operation = "update"
    path      = "sys/policies/acl/snapshot"
    data = {
      policy = <<-EOT
        path "sys/storage/raft/snapshot" { capabilities = ["read"] }
      EOT
    }
  }

  # Puts a snapshot back, which takes the place of everything here; takes out its lines from Keycloak's groups, which are
  # written anew; and notes which snapshot it was. The account for it is there only while a
  # snapshot is named in Git (kubernetes/shared/vault/restore).
  request "restore" {
    operation = "update"
    path      = "sys/policies/acl/restore"
    data = {
      policy = <<-EOT
        path "sys/storage/raft/snapshot-force" { capabilities = ["create", "update"] }
        path "identity/group-alias/id" { capabilities = ["list"] }
        path "identity/group-alias/id/*" { capabilities = ["delete"] }
        path "kv/data/vault/vault/restored" { capabilities = ["create", "read", "update"] }
      EOT
    }
  }

  # What is reconciled from Git: people's login, and a policy and a group a tenant. Its own token reaches no secret and none of
  # the policies above, but a policy that it writes for a tenant may: it is as good as the review of the boundary.
  request "vault-config" {
    operation = "update"
    path      = "sys/policies/acl/vault-config"
    data = {
      policy = <<-EOT
        path "sys/policies/acl/tenant-*" { capabilities = ["create", "read", "update", "delete"] }
        path "sys/policies/acl/platform-*" { capabilities = ["create", "read", "update", "delete"] }
        path "identity/group" { capabilities = ["create", "read", "update"] }
        path "identity/group/*" { capabilities = ["create", "read", "update", "delete", "list"] }
        path "identity/group-alias" { capabilities = ["create", "read", "update"] }
        path "identity/group-alias/*" { capabilities = ["create", "read", "update", "delete", "list"] }
        path "sys/auth" { capabilities = ["read"] }
        path "sys/auth/oidc" { capabilities = ["read", "sudo"] }
        path "auth/oidc/*" { capabilities = ["create", "read", "update", "delete", "list"] }
      EOT
    }
  }
}

initialize "roles" {
  request "tenant" {
    operation = "update"
    path      = "auth/kubernetes/role/tenant"
    data = {
      bound_service_account_names              = ["external-secrets"]
      bound_service_account_namespace_selector = "{\"matchLabels\": {\"platform.idp/kind\": \"tenant\"}}"
      audience                                 = "vault"
      token_policies                           = ["own-namespace", "own-token"]
      token_no_default_policy                  = true
      token_ttl                                = "15m"
      token_max_ttl                            = "1h"
      alias_name_source                        = "serviceaccount_uid"
    }
  }

  request "platform" {
    operation = "update"
    path      = "auth/kubernetes/role/platform"
    data = {
      bound_service_account_names              = ["external-secrets"]
      bound_service_account_namespace_selector = "{\"matchLabels\": {\"platform.idp/kind\": \"platform\"}}"
      audience                                 = "vault"
      token_policies                           = ["own-namespace", "own-token"]
      token_no_default_policy                  = true
      token_ttl                                = "15m"
      token_max_ttl                            = "1h"
    }
  }

  request "platform-writer" {
    operation = "update"
    path      = "auth/kubernetes/role/platform-writer"
    data = {
      bound_service_account_names              = ["secret-writer"]
      bound_service_account_namespace_selector = "{\"matchLabels\": {\"platform.idp/kind\": \"platform\"}}"
      audience                                 = "vault"
      token_policies                           = ["own-namespace-writer", "own-token"]
      token_no_default_policy                  = true
      token_ttl                                = "15m"
      token_max_ttl                            = "1h"
    }
  }

  request "oidc-clients" {
    operation = "update"
    path      = "auth/kubernetes/role/oidc-clients"
    data = {
      bound_service_account_names      = ["oidc-clients"]
      bound_service_account_namespaces = ["keycloak"]
      audience                         = "vault"
      token_policies                   = ["oidc-clients", "own-token"]
      token_no_default_policy          = true
      token_ttl                        = "15m"
      token_max_ttl                    = "1h"
    }
  }

  request "portal" {
    operation = "update"
    path      = "auth/kubernetes/role/portal"
    data = {
      bound_service_account_names      = ["backstage"]
      bound_service_account_namespaces = ["backstage"]
      audience                         = "vault"
      token_policies                   = ["portal"]
      token_no_default_policy          = true
      token_ttl                        = "1h"
      token_max_ttl                    = "24h"
    }
  }

  request "snapshot" {
    operation = "update"
    path      = "auth/kubernetes/role/snapshot"
    data = {
      bound_service_account_names      = ["vault-snapshot"]
      bound_service_account_namespaces = ["vault"]
      audience                         = "vault"
      token_policies                   = ["snapshot"]
      token_ttl                        = "10m"
      token_max_ttl                    = "10m"
    }
  }

  request "restore" {
    operation = "update"
    path      = "auth/kubernetes/role/restore"
    data = {
      bound_service_account_names      = ["vault-restore"]
      bound_service_account_namespaces = ["vault"]
      audience                         = "vault"
      token_policies                   = ["restore"]
      token_ttl                        = "10m"
      token_max_ttl                    = "10m"
    }
  }

  request "vault-config" {
    operation = "update"
    path      = "auth/kubernetes/role/vault-config"
    data = {
      bound_service_account_names      = ["vault-config"]
      bound_service_account_namespaces = ["vault"]
      token_policies                   = ["vault-config"]
      token_ttl                        = "10m"
      token_max_ttl                    = "10m"
    }
  }
}
