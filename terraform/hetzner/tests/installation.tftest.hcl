mock_provider "hcloud" {
  # The provider reads these back as numbers.
  mock_resource "hcloud_ssh_key" {
    defaults = { id = "101" }
  }
  mock_resource "hcloud_firewall" {
    defaults = { id = "102" }
  }
  mock_resource "hcloud_network" {
    defaults = { id = "103" }
  }
  mock_resource "hcloud_network_subnet" {
    defaults = { id = "103-10.20.1.0/24" }
  }
  mock_resource "hcloud_volume" {
    defaults = { id = "4711", linux_device = "/dev/disk/by-id/scsi-0HC_Volume_4711" }
  }
  mock_resource "hcloud_server" {
    defaults = { id = "105", ipv4_address = "203.0.113.50", ipv6_address = "2001:db8::1" }
  }
  mock_resource "hcloud_server_network" {
    defaults = { id = "105-103", ip = "10.20.1.2" }
  }
  mock_resource "hcloud_volume_attachment" {
    defaults = { id = "4711" }
  }
}

variables {
  ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleEx operator@example.com"
  ssh_cidrs      = ["203.0.113.7/32"]
  repository_url = "https://git.example.com/team/fast-track.git"
}

run "chooses_a_small_server_that_can_be_ordered" {
  assert {
    condition     = hcloud_server.fast_track.server_type == "cx23" && hcloud_server.fast_track.location == "nbg1"
    error_message = "The defaults must be cx23 in nbg1."
  }

  assert {
    condition     = hcloud_server.fast_track.name == "fast-track-prod" && hcloud_volume.data.name == "fast-track-prod-data"
    error_message = "Names must carry the environment."
  }

  assert {
    condition     = hcloud_server.fast_track.image == "debian-13"
    error_message = "The image must be Debian 13."
  }
}

run "joins_server_network_firewall_and_key" {
  assert {
    condition     = tolist(hcloud_server.fast_track.firewall_ids) == tolist([102])
    error_message = "The firewall must be attached to the server."
  }

  assert {
    condition     = hcloud_server.fast_track.ssh_keys == tolist(["101"])
    error_message = "The server must know the operator's key."
  }

  assert {
    condition     = hcloud_network_subnet.servers.network_id == 103 && hcloud_network_subnet.servers.ip_range == "10.20.1.0/24"
    error_message = "The network must have a subnet."
  }

  assert {
    condition     = hcloud_server_network.fast_track.server_id == 105 && hcloud_server_network.fast_track.subnet_id == "103-10.20.1.0/24"
    error_message = "The server must be in the subnet."
  }
}

run "keeps_data_on_a_protected_volume" {
  assert {
    condition     = hcloud_volume_attachment.data.volume_id == 4711 && hcloud_volume_attachment.data.server_id == 105
    error_message = "The volume must be attached to the server."
  }

  assert {
    condition     = hcloud_volume.data.format == "ext4" && hcloud_volume.data.size == 10
    error_message = "The volume must come formatted: the server never formats."
  }

  assert {
    condition     = hcloud_volume.data.delete_protection
    error_message = "Data must be protected unless somebody says otherwise."
  }

  assert {
    condition     = strcontains(hcloud_server.fast_track.user_data, "DATA_DEVICE='/dev/disk/by-id/scsi-0HC_Volume_4711'")
    error_message = "The server must be told which volume is its own."
  }
}

run "shows_where_to_go" {
  assert {
    condition     = output.hcloud_server_ip == "203.0.113.50" && output.hcloud_server_ipv6 == "2001:db8::1" && output.private_ip == "10.20.1.2"
    error_message = "The outputs must hold the server's addresses."
  }

  assert {
    condition     = output.url == "http://203.0.113.50" && output.ssh_command == "ssh root@203.0.113.50"
    error_message = "URL and SSH command must use the public address."
  }
}

run "hides_the_token" {
  variables {
    hcloud_token = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  }

  assert {
    condition     = issensitive(var.hcloud_token)
    error_message = "The token must not be printed."
  }

  assert {
    condition     = !strcontains(hcloud_server.fast_track.user_data, nonsensitive(var.hcloud_token))
    error_message = "The server must not know the token."
  }

  assert {
    condition = (
      length(regexall("_(SECRET|PASSWORD|KEY|KEYS)=", hcloud_server.fast_track.user_data)) ==
      length(regexall("_(SECRET|PASSWORD|KEY|KEYS)=(operator:)?\\$\\(openssl rand -hex 32\\)", hcloud_server.fast_track.user_data))
    )
    error_message = "User data can be read by everybody on the server and in the project: no secret may stand there."
  }
}

run "puts_network_and_server_into_one_zone" {
  variables {
    location = "hil"
  }

  assert {
    condition     = hcloud_network_subnet.servers.network_zone == "us-west" && hcloud_volume.data.location == "hil"
    error_message = "Server, volume and network must lie in the same zone."
  }
}

run "keeps_environments_apart" {
  variables {
    environment  = "staging"
    protect_data = false
  }

  assert {
    condition = alltrue([
      for name in [hcloud_server.fast_track.name, hcloud_network.private.name, hcloud_firewall.fast_track.name, hcloud_ssh_key.operator.name] :
      name == "fast-track-staging"
    ])
    error_message = "Two environments in one project must not share a name."
  }

  assert {
    condition     = !hcloud_volume.data.delete_protection
    error_message = "Protection must be possible to switch off."
  }
}
