mock_provider "hcloud" {
  mock_resource "hcloud_ssh_key" {
    defaults = { id = "101" }
  }
  mock_resource "hcloud_firewall" {
    defaults = { id = "102" }
  }
  mock_resource "hcloud_network" {
    defaults = { id = "103" }
  }
  mock_resource "hcloud_volume" {
    defaults = { id = "4711" }
  }
  mock_resource "hcloud_server" {
    defaults = { id = "105" }
  }
}

variables {
  ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleEx operator@example.com"
  ssh_cidrs      = ["203.0.113.7/32", "2001:db8::/48"]
  repository_url = "https://git.example.com/team/fast-track.git"
}

run "opens_web_ports_and_ping_to_everybody_and_ssh_to_operators" {
  assert {
    condition = {
      for rule in hcloud_firewall.fast_track.rule : coalesce(rule.port, rule.protocol) => sort(rule.source_ips)
      } == {
      "22"   = tolist(["2001:db8::/48", "203.0.113.7/32"])
      "80"   = tolist(["0.0.0.0/0", "::/0"])
      "443"  = tolist(["0.0.0.0/0", "::/0"])
      "icmp" = tolist(["0.0.0.0/0", "::/0"])
    }
    error_message = "These four rules and no other: not MongoDB, not Redis, not the API's own port."
  }

  assert {
    condition     = alltrue([for rule in hcloud_firewall.fast_track.rule : rule.direction == "in"])
    error_message = "Outgoing traffic has no rule: the server fetches packages and images."
  }
}

run "narrows_the_web_ports_when_asked" {
  variables {
    web_cidrs = ["198.51.100.0/24"]
  }

  assert {
    condition = alltrue([
      for rule in hcloud_firewall.fast_track.rule : tolist(rule.source_ips) == tolist(["198.51.100.0/24"])
      if contains(["80", "443"], coalesce(rule.port, "none"))
    ])
    error_message = "Both web ports must take the given networks."
  }
}

run "opens_the_api_port_only_to_named_networks" {
  variables {
    api_cidrs = ["198.51.100.0/24"]
  }

  assert {
    condition = [
      for rule in hcloud_firewall.fast_track.rule : tolist(rule.source_ips) if rule.port == "3000"
    ] == [tolist(["198.51.100.0/24"])]
    error_message = "Port 3000 must be open to exactly the given networks."
  }
}

run "refuses_ssh_from_everywhere" {
  command = plan
  variables {
    ssh_cidrs = ["203.0.113.7/32", "0.0.0.0/0"]
  }
  expect_failures = [hcloud_firewall.fast_track]
}

run "refuses_ssh_from_everywhere_by_ipv6" {
  command = plan
  variables {
    ssh_cidrs = ["::/0"]
  }
  expect_failures = [hcloud_firewall.fast_track]
}

run "refuses_ssh_from_everywhere_in_two_halves" {
  command = plan
  variables {
    ssh_cidrs = ["0.0.0.0/1", "128.0.0.0/1"]
  }
  expect_failures = [hcloud_firewall.fast_track]
}

run "opens_ssh_to_everybody_who_says_so" {
  variables {
    ssh_cidrs               = ["0.0.0.0/0"]
    allow_ssh_from_anywhere = true
  }

  assert {
    condition     = anytrue([for rule in hcloud_firewall.fast_track.rule : rule.port == "22" && contains(rule.source_ips, "0.0.0.0/0")])
    error_message = "Said explicitly, SSH must be open."
  }
}
