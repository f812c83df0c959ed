# An instance that does not begin the cluster: it finds the others by retry_join in values.yaml.
