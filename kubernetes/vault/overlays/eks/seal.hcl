# The pod's identity may use the key behind this alias: see kubernetes/clusters/eks.
seal "awskms" {
  kms_key_id = "alias/idp-vault-seal"
}
