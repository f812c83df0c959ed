# The key is a birth input, kept outside the cluster. A new one: put it in as '2', name it here as current_key and this one
# as previous_key, and take the old one away when every instance has started again.
seal "static" {
  current_key_id = "1"
  current_key    = "file:///openbao/seal-key/1"
}
