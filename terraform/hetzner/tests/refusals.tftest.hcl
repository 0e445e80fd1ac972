mock_provider "hcloud" {}

variables {
  ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleEx operator@example.com"
  ssh_cidrs      = ["203.0.113.7/32"]
  repository_url = "https://git.example.com/team/fast-track.git"
}

run "refuses_a_token_that_is_cut_off" {
  command = plan
  variables {
    hcloud_token = "0123456789abcdef"
  }
  expect_failures = [var.hcloud_token]
}

run "refuses_an_unknown_environment" {
  command = plan
  variables {
    environment = "production"
  }
  expect_failures = [var.environment]
}

run "refuses_a_name_that_is_no_host_name" {
  command = plan
  variables {
    name = "Fast_Track"
  }
  expect_failures = [var.name]
}

run "refuses_a_server_type_that_is_none" {
  command = plan
  variables {
    server_type = "t3.micro"
  }
  expect_failures = [var.server_type]
}

run "refuses_a_withdrawn_server_type" {
  command = plan
  variables {
    server_type = "cx21"
  }
  expect_failures = [var.server_type]
}

run "refuses_the_withdrawn_successor_of_a_withdrawn_type" {
  command = plan
  variables {
    server_type = "cx22"
  }
  expect_failures = [var.server_type]
}

run "refuses_an_unknown_location" {
  command = plan
  variables {
    location = "nbg1-dc3"
  }
  expect_failures = [var.location]
}

run "refuses_an_image_that_docker_has_no_packages_for" {
  command = plan
  variables {
    image = "fedora-42"
  }
  expect_failures = [var.image]
}

run "refuses_a_private_key" {
  command = plan
  variables {
    ssh_public_key = "-----BEGIN OPENSSH PRIVATE KEY-----"
  }
  expect_failures = [var.ssh_public_key]
}

run "refuses_two_lines_of_keys" {
  command = plan
  variables {
    ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleEx a\nssh-ed25519 AAAA b"
  }
  expect_failures = [var.ssh_public_key]
}

run "refuses_a_volume_below_the_least" {
  command = plan
  variables {
    volume_size_gb = 9
  }
  expect_failures = [var.volume_size_gb]
}

run "refuses_half_a_gigabyte" {
  command = plan
  variables {
    volume_size_gb = 10.5
  }
  expect_failures = [var.volume_size_gb]
}

run "refuses_no_way_in_for_operators" {
  command = plan
  variables {
    ssh_cidrs = []
  }
  expect_failures = [var.ssh_cidrs]
}

run "refuses_an_address_without_a_prefix" {
  command = plan
  variables {
    ssh_cidrs = ["203.0.113.7"]
  }
  expect_failures = [var.ssh_cidrs]
}

run "refuses_a_web_network_that_is_none" {
  command = plan
  variables {
    web_cidrs = ["everybody"]
  }
  expect_failures = [var.web_cidrs]
}

run "refuses_no_web_network_at_all" {
  command = plan
  variables {
    web_cidrs = []
  }
  expect_failures = [var.web_cidrs]
}

run "refuses_an_api_network_that_is_none" {
  command = plan
  variables {
    api_cidrs = ["10.0.0.0/33"]
  }
  expect_failures = [var.api_cidrs]
}

run "refuses_a_public_range_as_private_network" {
  command = plan
  variables {
    network_cidr = "203.0.113.0/24"
  }
  expect_failures = [var.network_cidr]
}

run "refuses_a_private_network_without_room" {
  command = plan
  variables {
    network_cidr = "10.20.0.0/24"
  }
  expect_failures = [var.network_cidr]
}

run "refuses_credentials_in_the_repository" {
  command = plan
  variables {
    repository_url = "https://name:token@git.example.com/team/fast-track.git"
  }
  expect_failures = [var.repository_url]
}

run "refuses_a_repository_by_ssh" {
  command = plan
  variables {
    repository_url = "git@git.example.com:team/fast-track.git"
  }
  expect_failures = [var.repository_url]
}

run "refuses_a_reference_that_is_an_option" {
  command = plan
  variables {
    git_ref = "--force"
  }
  expect_failures = [var.git_ref]
}

run "refuses_a_reference_that_ends_the_quotes" {
  command = plan
  variables {
    git_ref = "main'; reboot; '"
  }
  expect_failures = [var.git_ref]
}
