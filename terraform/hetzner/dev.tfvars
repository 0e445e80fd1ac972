environment  = "dev"
network_cidr = "10.30.0.0/16"
protect_data = false
