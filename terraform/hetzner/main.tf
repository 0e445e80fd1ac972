locals {
  full_name = "${var.name}-${var.environment}"

  labels = {
    application = var.name
    environment = var.environment
  }

  # A private network lies in one zone; a location belongs to exactly one.
  network_zones = {
    nbg1 = "eu-central"
    fsn1 = "eu-central"
    hel1 = "eu-central"
    ash  = "us-east"
    hil  = "us-west"
    sin  = "ap-southeast"
  }
}

module "first_boot" {
  source = "./first-boot"

  repository_url = var.repository_url
  git_ref        = var.git_ref
  data_device    = "/dev/disk/by-id/scsi-0HC_Volume_${hcloud_volume.data.id}"
}

resource "hcloud_ssh_key" "operator" {
  name       = local.full_name
  public_key = var.ssh_public_key
  labels     = local.labels
}

resource "hcloud_server" "fast_track" {
  name         = local.full_name
  server_type  = var.server_type
  image        = var.image
  location     = var.location
  ssh_keys     = [hcloud_ssh_key.operator.id]
  firewall_ids = [hcloud_firewall.fast_track.id]
  user_data    = module.first_boot.user_data
  backups      = var.backups
  labels       = local.labels

  # MongoDB and Redis get their time to stop before the machine goes.
  shutdown_before_deletion = true

  public_net {
    ipv4_enabled = true
    ipv6_enabled = true
  }

  lifecycle {
    # Both are read at first boot only: a change must not replace a running server. Use -replace to mean it.
    ignore_changes = [user_data, ssh_keys]
  }
}

# What must survive the server: MongoDB's files and the secrets that open them.
resource "hcloud_volume" "data" {
  name              = "${local.full_name}-data"
  location          = var.location
  size              = var.volume_size_gb
  format            = "ext4"
  delete_protection = var.protect_data
  labels            = local.labels
}

resource "hcloud_volume_attachment" "data" {
  volume_id = hcloud_volume.data.id
  server_id = hcloud_server.fast_track.id
  automount = false
}
