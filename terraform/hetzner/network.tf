resource "hcloud_network" "private" {
  name     = local.full_name
  ip_range = var.network_cidr
  labels   = local.labels
}

resource "hcloud_network_subnet" "servers" {
  network_id   = hcloud_network.private.id
  type         = "cloud"
  network_zone = local.network_zones[var.location]
  ip_range     = cidrsubnet(var.network_cidr, 8, 1)
}

resource "hcloud_server_network" "fast_track" {
  server_id = hcloud_server.fast_track.id
  subnet_id = hcloud_network_subnet.servers.id
}

# Whatever no rule names is closed to the Internet: MongoDB, Redis and, unless asked for, the API's own port.
resource "hcloud_firewall" "fast_track" {
  name   = local.full_name
  labels = local.labels

  rule {
    description = "SSH for operators"
    direction   = "in"
    protocol    = "tcp"
    port        = "22"
    source_ips  = var.ssh_cidrs
  }

  rule {
    description = "HTTP"
    direction   = "in"
    protocol    = "tcp"
    port        = "80"
    source_ips  = var.web_cidrs
  }

  rule {
    description = "HTTPS"
    direction   = "in"
    protocol    = "tcp"
    port        = "443"
    source_ips  = var.web_cidrs
  }

  rule {
    description = "Ping and path MTU discovery"
    direction   = "in"
    protocol    = "icmp"
    source_ips  = ["0.0.0.0/0", "::/0"]
  }

  dynamic "rule" {
    for_each = length(var.api_cidrs) > 0 ? [var.api_cidrs] : []

    content {
      description = "API past nginx"
      direction   = "in"
      protocol    = "tcp"
      port        = "3000"
      source_ips  = rule.value
    }
  }

  lifecycle {
    # A prefix shorter than /8 is no office network: two halves of the Internet are the Internet too.
    precondition {
      condition = var.allow_ssh_from_anywhere || alltrue([
        for cidr in var.ssh_cidrs : tonumber(split("/", cidr)[1]) >= 8
      ])
      error_message = "ssh_cidrs opens SSH to the whole Internet: name your own network, or set allow_ssh_from_anywhere = true."
    }
  }
}
