environment  = "staging"
network_cidr = "10.25.0.0/16"
protect_data = false
