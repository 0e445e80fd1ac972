environment    = "prod"
network_cidr   = "10.20.0.0/16"
server_type    = "cx33"
volume_size_gb = 40
backups        = true
