variable "hcloud_token" {
  description = "API token of the Hetzner Cloud project (read and write). Leave it null to use the HCLOUD_TOKEN variable of the environment."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.hcloud_token == null || can(regex("^[A-Za-z0-9]{64}$", var.hcloud_token))
    error_message = "hcloud_token must be the 64 letters and digits that the Hetzner console shows, or null to use HCLOUD_TOKEN."
  }
}

variable "environment" {
  description = "Which installation this is: dev, staging or prod. Part of every name, so that they can share one Hetzner project."
  type        = string
  default     = "prod"

  validation {
    condition     = contains(["dev", "staging", "prod"], var.environment)
    error_message = "environment must be dev, staging or prod."
  }
}

variable "name" {
  description = "What the names of all resources begin with; the environment follows."
  type        = string
  default     = "fast-track"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,39}[a-z0-9]$", var.name))
    error_message = "name must be 2 to 41 lower-case letters, digits and hyphens, begin with a letter and not end with a hyphen: it becomes a host name."
  }
}

variable "server_type" {
  description = "Size of the server. CX types are Intel/AMD, CPX AMD, CAX Arm, CCX dedicated cores. The types of old (cx21, cx22 and their kin) can no longer be ordered."
  type        = string
  default     = "cx23"

  validation {
    condition     = can(regex("^(cx|cpx|cax|ccx)[1-9][0-9]$", var.server_type))
    error_message = "server_type must be a Hetzner Cloud type such as cx23, cpx22, cax11 or ccx13."
  }

  validation {
    condition     = !contains(["cx11", "cx21", "cx31", "cx41", "cx51", "cx22", "cx32", "cx42", "cx52"], var.server_type)
    error_message = "server_type must be a type that can still be ordered: cx11 to cx52 without a 3 at the end were withdrawn, cx23 is the successor of cx21 and cx22."
  }
}

variable "location" {
  description = "Hetzner location of server and volume: nbg1, fsn1 (Germany), hel1 (Finland), ash, hil (USA) or sin (Singapore). Not every type is sold everywhere."
  type        = string
  default     = "nbg1"

  validation {
    condition     = contains(["nbg1", "fsn1", "hel1", "ash", "hil", "sin"], var.location)
    error_message = "location must be one of nbg1, fsn1, hel1, ash, hil, sin."
  }
}

variable "image" {
  description = "Operating system of the server. First boot knows the Debian and Ubuntu releases that Docker builds packages for."
  type        = string
  default     = "debian-13"

  validation {
    condition     = can(regex("^(debian-1[23]|ubuntu-2[2468]\\.04)$", var.image))
    error_message = "image must be debian-12, debian-13 or an Ubuntu LTS release from ubuntu-22.04 on."
  }
}

variable "ssh_public_key" {
  description = "Public SSH key that may log in as root, in one line. There is no password login."
  type        = string

  validation {
    condition     = can(regex("^(ssh-ed25519|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh\\.com|sk-ecdsa-sha2-nistp256@openssh\\.com|ssh-rsa) [A-Za-z0-9+/]{60,}={0,2}( [^\\n\\r]*)?$", var.ssh_public_key))
    error_message = "ssh_public_key must be one line of a public key file, such as the content of ~/.ssh/id_ed25519.pub; never the private key."
  }
}

variable "volume_size_gb" {
  description = "Size of the data volume in GB. It can grow later, never shrink."
  type        = number
  default     = 10

  validation {
    condition     = var.volume_size_gb >= 10 && var.volume_size_gb <= 10240 && floor(var.volume_size_gb) == var.volume_size_gb
    error_message = "volume_size_gb must be a whole number from 10 to 10240."
  }
}

variable "protect_data" {
  description = "Whether Hetzner refuses to delete the data volume. Set it to false and apply before a destroy that shall take the data too."
  type        = bool
  default     = true
}

variable "backups" {
  description = "Whether Hetzner makes daily images of the server's own disk (costs extra). They do not contain the data volume."
  type        = bool
  default     = false
}

variable "ssh_cidrs" {
  description = "Networks that may reach SSH (port 22), such as 203.0.113.7/32. There is no default: name your own."
  type        = list(string)

  validation {
    condition     = length(var.ssh_cidrs) > 0
    error_message = "ssh_cidrs must name at least one network, such as 203.0.113.7/32: without one nobody can log in."
  }

  validation {
    condition     = alltrue([for cidr in var.ssh_cidrs : can(cidrhost(cidr, 0))])
    error_message = "ssh_cidrs must be networks in CIDR notation, such as 203.0.113.7/32 or 2001:db8::/64."
  }
}

variable "allow_ssh_from_anywhere" {
  description = "Must be true before ssh_cidrs may hold a network as wide as the whole Internet."
  type        = bool
  default     = false
}

variable "web_cidrs" {
  description = "Networks that may reach HTTP and HTTPS (ports 80 and 443). The default is everybody; narrow it while nothing else guards the application."
  type        = list(string)
  default     = ["0.0.0.0/0", "::/0"]

  validation {
    condition     = length(var.web_cidrs) > 0 && alltrue([for cidr in var.web_cidrs : can(cidrhost(cidr, 0))])
    error_message = "web_cidrs must be one or more networks in CIDR notation, such as 0.0.0.0/0 or 198.51.100.0/24."
  }
}

variable "api_cidrs" {
  description = "Networks that may reach the API's own port 3000 past nginx. The default is nobody; the API is also served on port 80."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for cidr in var.api_cidrs : can(cidrhost(cidr, 0))])
    error_message = "api_cidrs must be networks in CIDR notation, such as 198.51.100.0/24."
  }
}

variable "network_cidr" {
  description = "Range of the private network. A private range of RFC 1918."
  type        = string
  default     = "10.20.0.0/16"

  validation {
    condition = can(cidrhost(var.network_cidr, 0)) && can(regex(
      "^(10\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|192\\.168\\.)", var.network_cidr
    ))
    error_message = "network_cidr must be a private IPv4 range of RFC 1918 in CIDR notation, such as 10.20.0.0/16."
  }

  validation {
    condition     = try(tonumber(split("/", var.network_cidr)[1]) <= 22, false)
    error_message = "network_cidr must leave room for subnets: a prefix of /22 or shorter."
  }
}

variable "repository_url" {
  description = "Git repository that the server clones, readable without a password. Credentials in it would end in the user data and are refused."
  type        = string

  validation {
    condition     = can(regex("^https://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)+$", var.repository_url))
    error_message = "repository_url must be an https:// address without user name, password or query, such as https://git.example.com/team/fast-track.git."
  }
}

variable "git_ref" {
  description = "Branch, tag or commit that the first boot builds. A tag or a commit makes a rebuilt server equal to the first one."
  type        = string
  default     = "main"

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$", var.git_ref)) && !strcontains(var.git_ref, "..")
    error_message = "git_ref must be a branch, tag or commit: at most 100 letters, digits, dots, hyphens, underscores and slashes, not beginning with a hyphen."
  }
}
