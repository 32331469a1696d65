# Made by Segplan from plan.segplan: Segmented Veeam deployment
# Phases: none
# To load it: terraform apply -var vpc_id=<VPC>. To see first what changes: terraform plan with the same variable.
# The way back: load the file of before.
# Loading replaces all rules of these groups. To close what is open for a phase or until a date, generate again without it, and load again.
# Each interface gets the group of its zone and all groups that list its address, and no other group.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 4.56"
    }
  }
}

variable "vpc_id" {
  description = "The VPC that the security groups belong to."
  type        = string
}

resource "aws_security_group" "backup" {
  name        = "segplan-backup"
  description = "Zone backup"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-backup"
  }
}

resource "aws_vpc_security_group_ingress_rule" "backup_from_10_30_0_0_24_all" {
  security_group_id = aws_security_group.backup.id
  description       = "Inside of zone backup"
  cidr_ipv4         = "10.30.0.0/24"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "backup_from_fd00_30_64_all" {
  security_group_id = aws_security_group.backup.id
  description       = "Inside of zone backup"
  cidr_ipv6         = "fd00:30::/64"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "backup_to_10_30_0_0_24_all" {
  security_group_id = aws_security_group.backup.id
  description       = "Inside of zone backup"
  cidr_ipv4         = "10.30.0.0/24"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "backup_to_fd00_30_64_all" {
  security_group_id = aws_security_group.backup.id
  description       = "Inside of zone backup"
  cidr_ipv6         = "fd00:30::/64"
  ip_protocol       = "-1"
}

resource "aws_security_group" "backup_mount" {
  name        = "segplan-backup-mount"
  description = "mount in zone backup"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-backup-mount"
  }
}

resource "aws_vpc_security_group_ingress_rule" "backup_mount_from_10_10_0_100_30_tcp_6162" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "admins-to-mount-repo-9r78 Reads backups in a restore from the console; Gets files in a restore from the console"
  cidr_ipv4         = "10.10.0.100/30"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_ingress_rule" "backup_mount_from_10_10_0_104_29_tcp_6162" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "admins-to-mount-repo-9r78 Reads backups in a restore from the console; Gets files in a restore from the console"
  cidr_ipv4         = "10.10.0.104/29"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_ingress_rule" "backup_mount_from_10_10_0_112_29_tcp_6162" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "admins-to-mount-repo-9r78 Reads backups in a restore from the console; Gets files in a restore from the console"
  cidr_ipv4         = "10.10.0.112/29"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_ingress_rule" "backup_mount_from_10_10_0_120_32_tcp_6162" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "admins-to-mount-repo-9r78 Reads backups in a restore from the console; Gets files in a restore from the console"
  cidr_ipv4         = "10.10.0.120/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_ingress_rule" "backup_mount_from_10_20_1_0_26_tcp_111" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "esxi-to-mount-qg9g Mounts backups as an NFS datastore; Asks where backups are mounted"
  cidr_ipv4         = "10.20.1.0/26"
  ip_protocol       = "tcp"
  from_port         = 111
  to_port           = 111
}

resource "aws_vpc_security_group_ingress_rule" "backup_mount_from_10_20_1_0_26_tcp_1063" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "esxi-to-mount-qg9g Mounts backups as an NFS datastore; Asks where backups are mounted"
  cidr_ipv4         = "10.20.1.0/26"
  ip_protocol       = "tcp"
  from_port         = 1063
  to_port           = 1063
}

resource "aws_vpc_security_group_ingress_rule" "backup_mount_from_10_20_1_0_26_tcp_2049" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "esxi-to-mount-qg9g Mounts backups as an NFS datastore; Asks where backups are mounted"
  cidr_ipv4         = "10.20.1.0/26"
  ip_protocol       = "tcp"
  from_port         = 2049
  to_port           = 2049
}

resource "aws_vpc_security_group_ingress_rule" "backup_mount_from_10_20_1_0_26_udp_111" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "esxi-to-mount-qg9g Mounts backups as an NFS datastore; Asks where backups are mounted"
  cidr_ipv4         = "10.20.1.0/26"
  ip_protocol       = "udp"
  from_port         = 111
  to_port           = 111
}

resource "aws_vpc_security_group_ingress_rule" "backup_mount_from_10_20_1_0_26_udp_1063" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "esxi-to-mount-qg9g Mounts backups as an NFS datastore; Asks where backups are mounted"
  cidr_ipv4         = "10.20.1.0/26"
  ip_protocol       = "udp"
  from_port         = 1063
  to_port           = 1063
}

resource "aws_vpc_security_group_ingress_rule" "backup_mount_from_10_20_1_0_26_udp_2049" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "esxi-to-mount-qg9g Mounts backups as an NFS datastore; Asks where backups are mounted"
  cidr_ipv4         = "10.20.1.0/26"
  ip_protocol       = "udp"
  from_port         = 2049
  to_port           = 2049
}

resource "aws_vpc_security_group_ingress_rule" "backup_mount_from_10_10_0_10_32_tcp_445" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "vbr-to-hyperv-proxy-mount-4pgh Copies components to the server and starts them; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Installs and upgrades components, and checks them before a recovery;..."
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 445
  to_port           = 445
}

resource "aws_vpc_security_group_ingress_rule" "backup_mount_from_10_10_0_10_32_tcp_6160" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "vbr-to-hyperv-proxy-mount-4pgh Copies components to the server and starts them; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Installs and upgrades components, and checks them before a recovery;..."
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6160
  to_port           = 6160
}

resource "aws_vpc_security_group_ingress_rule" "backup_mount_from_10_10_0_10_32_tcp_6162" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "vbr-to-hyperv-proxy-mount-4pgh Copies components to the server and starts them; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Installs and upgrades components, and checks them before a recovery;..."
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_ingress_rule" "backup_mount_from_10_10_0_10_32_tcp_6161" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "vbr-to-mount-f96r Tells the mount server to mount backups; Tells the vPower NFS Service what to publish"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6161
  to_port           = 6161
}

resource "aws_vpc_security_group_ingress_rule" "backup_mount_from_10_10_0_10_32_tcp_6170" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "vbr-to-mount-f96r Tells the mount server to mount backups; Tells the vPower NFS Service what to publish"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6170
  to_port           = 6170
}

resource "aws_vpc_security_group_egress_rule" "backup_mount_to_198_51_100_0_24_tcp_443" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "mount-repo-to-s3-w6bh Offloads backups to the capacity tier: S3, Azure Blob or Google Cloud Storage; Checks repositories in object storage, where no gateway server does"
  cidr_ipv4         = "198.51.100.0/24"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "backup_mount_to_10_10_0_10_32_tcp_443" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "mount-to-vbr-b2g2 Asks the backup server who connects and what to do"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "backup_mount_to_10_10_0_10_32_tcp_6162" {
  security_group_id = aws_security_group.backup_mount.id
  description       = "proxy-hyperv-proxy-to-vbr-5km8 Hands data and indexes to the backup server"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_security_group" "backup_repo" {
  name        = "segplan-backup-repo"
  description = "repo in zone backup"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-backup-repo"
  }
}

resource "aws_vpc_security_group_ingress_rule" "backup_repo_from_10_10_0_100_30_tcp_6162" {
  security_group_id = aws_security_group.backup_repo.id
  description       = "admins-to-mount-repo-9r78 Reads backups in a restore from the console; Gets files in a restore from the console"
  cidr_ipv4         = "10.10.0.100/30"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_ingress_rule" "backup_repo_from_10_10_0_104_29_tcp_6162" {
  security_group_id = aws_security_group.backup_repo.id
  description       = "admins-to-mount-repo-9r78 Reads backups in a restore from the console; Gets files in a restore from the console"
  cidr_ipv4         = "10.10.0.104/29"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_ingress_rule" "backup_repo_from_10_10_0_112_29_tcp_6162" {
  security_group_id = aws_security_group.backup_repo.id
  description       = "admins-to-mount-repo-9r78 Reads backups in a restore from the console; Gets files in a restore from the console"
  cidr_ipv4         = "10.10.0.112/29"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_ingress_rule" "backup_repo_from_10_10_0_120_32_tcp_6162" {
  security_group_id = aws_security_group.backup_repo.id
  description       = "admins-to-mount-repo-9r78 Reads backups in a restore from the console; Gets files in a restore from the console"
  cidr_ipv4         = "10.10.0.120/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_ingress_rule" "backup_repo_from_10_40_0_10_32_tcp_2500_3300" {
  security_group_id = aws_security_group.backup_repo.id
  description       = "gateway-to-repo-proxy-hyp-g3dp Hands tenant backups on to the cloud repository; Hands replicas on to the targets proxy"
  cidr_ipv4         = "10.40.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_ingress_rule" "backup_repo_from_10_20_2_10_31_tcp_6162" {
  security_group_id = aws_security_group.backup_repo.id
  description       = "hyperv-to-repo-rnn7 Transfers backup data of its VMs to the repository"
  cidr_ipv4         = "10.20.2.10/31"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_ingress_rule" "backup_repo_from_10_10_0_10_32_tcp_2500_3300" {
  security_group_id = aws_security_group.backup_repo.id
  description       = "vbr-to-repo-gb52 Moves data of tenants, one port for each connection; Installs and upgrades components, and checks them before a recovery; Controls the Transport Service and moves data to and from the server"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_ingress_rule" "backup_repo_from_10_10_0_10_32_tcp_6160" {
  security_group_id = aws_security_group.backup_repo.id
  description       = "vbr-to-repo-gb52 Moves data of tenants, one port for each connection; Installs and upgrades components, and checks them before a recovery; Controls the Transport Service and moves data to and from the server"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6160
  to_port           = 6160
}

resource "aws_vpc_security_group_ingress_rule" "backup_repo_from_10_10_0_10_32_tcp_6162" {
  security_group_id = aws_security_group.backup_repo.id
  description       = "vbr-to-repo-gb52 Moves data of tenants, one port for each connection; Installs and upgrades components, and checks them before a recovery; Controls the Transport Service and moves data to and from the server"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_ingress_rule" "backup_repo_from_fd00_10_10_128_tcp_2500_3300" {
  security_group_id = aws_security_group.backup_repo.id
  description       = "vbr-to-repo-gb52 Moves data of tenants, one port for each connection; Installs and upgrades components, and checks them before a recovery; Controls the Transport Service and moves data to and from the server"
  cidr_ipv6         = "fd00:10::10/128"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_ingress_rule" "backup_repo_from_fd00_10_10_128_tcp_6160" {
  security_group_id = aws_security_group.backup_repo.id
  description       = "vbr-to-repo-gb52 Moves data of tenants, one port for each connection; Installs and upgrades components, and checks them before a recovery; Controls the Transport Service and moves data to and from the server"
  cidr_ipv6         = "fd00:10::10/128"
  ip_protocol       = "tcp"
  from_port         = 6160
  to_port           = 6160
}

resource "aws_vpc_security_group_ingress_rule" "backup_repo_from_fd00_10_10_128_tcp_6162" {
  security_group_id = aws_security_group.backup_repo.id
  description       = "vbr-to-repo-gb52 Moves data of tenants, one port for each connection; Installs and upgrades components, and checks them before a recovery; Controls the Transport Service and moves data to and from the server"
  cidr_ipv6         = "fd00:10::10/128"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_egress_rule" "backup_repo_to_198_51_100_0_24_tcp_443" {
  security_group_id = aws_security_group.backup_repo.id
  description       = "mount-repo-to-s3-w6bh Offloads backups to the capacity tier: S3, Azure Blob or Google Cloud Storage; Checks repositories in object storage, where no gateway server does"
  cidr_ipv4         = "198.51.100.0/24"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "backup_repo_to_10_10_0_10_32_tcp_6162" {
  security_group_id = aws_security_group.backup_repo.id
  description       = "proxy-hyperv-proxy-to-vbr-5km8 Hands data and indexes to the backup server"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_egress_rule" "backup_repo_to_10_20_2_10_31_tcp_6162" {
  security_group_id = aws_security_group.backup_repo.id
  description       = "repo-to-hyperv-k3x7 Restores VMs to the host"
  cidr_ipv4         = "10.20.2.10/31"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_egress_rule" "backup_repo_to_fd00_10_10_128_tcp_6162" {
  security_group_id = aws_security_group.backup_repo.id
  description       = "proxy-hyperv-proxy-to-vbr-5km8 Hands data and indexes to the backup server"
  cidr_ipv6         = "fd00:10::10/128"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_security_group" "backup_proxy" {
  name        = "segplan-backup-proxy"
  description = "proxy in zone backup"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-backup-proxy"
  }
}

resource "aws_vpc_security_group_ingress_rule" "backup_proxy_from_10_40_0_10_32_tcp_2500_3300" {
  security_group_id = aws_security_group.backup_proxy.id
  description       = "gateway-to-repo-proxy-hyp-g3dp Hands tenant backups on to the cloud repository; Hands replicas on to the targets proxy"
  cidr_ipv4         = "10.40.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_ingress_rule" "backup_proxy_from_10_10_0_10_32_tcp_445" {
  security_group_id = aws_security_group.backup_proxy.id
  description       = "vbr-to-proxy-r87p Installs and upgrades components, and checks them before a recovery; Copies components to the ADMIN$ share and starts them; Controls the Transport Service and moves data to and from the server"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 445
  to_port           = 445
}

resource "aws_vpc_security_group_ingress_rule" "backup_proxy_from_10_10_0_10_32_tcp_6160" {
  security_group_id = aws_security_group.backup_proxy.id
  description       = "vbr-to-proxy-r87p Installs and upgrades components, and checks them before a recovery; Copies components to the ADMIN$ share and starts them; Controls the Transport Service and moves data to and from the server"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6160
  to_port           = 6160
}

resource "aws_vpc_security_group_ingress_rule" "backup_proxy_from_10_10_0_10_32_tcp_6162" {
  security_group_id = aws_security_group.backup_proxy.id
  description       = "vbr-to-proxy-r87p Installs and upgrades components, and checks them before a recovery; Copies components to the ADMIN$ share and starts them; Controls the Transport Service and moves data to and from the server"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_egress_rule" "backup_proxy_to_10_10_0_10_32_tcp_6162" {
  security_group_id = aws_security_group.backup_proxy.id
  description       = "proxy-hyperv-proxy-to-vbr-5km8 Hands data and indexes to the backup server"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_egress_rule" "backup_proxy_to_10_20_1_0_26_tcp_902" {
  security_group_id = aws_security_group.backup_proxy.id
  description       = "proxy-to-esxi-pm47 Reads virtual disks over the network"
  cidr_ipv4         = "10.20.1.0/26"
  ip_protocol       = "tcp"
  from_port         = 902
  to_port           = 902
}

resource "aws_vpc_security_group_egress_rule" "backup_proxy_to_10_20_0_5_32_tcp_443" {
  security_group_id = aws_security_group.backup_proxy.id
  description       = "proxy-to-vcenter-q4kt Asks vCenter Server where disks are"
  cidr_ipv4         = "10.20.0.5/32"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_security_group" "backup_hyperv_proxy" {
  name        = "segplan-backup-hyperv-proxy"
  description = "hyperv-proxy in zone backup"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-backup-hyperv-proxy"
  }
}

resource "aws_vpc_security_group_ingress_rule" "backup_hyperv_proxy_from_10_40_0_10_32_tcp_2500_3300" {
  security_group_id = aws_security_group.backup_hyperv_proxy.id
  description       = "gateway-to-repo-proxy-hyp-g3dp Hands tenant backups on to the cloud repository; Hands replicas on to the targets proxy"
  cidr_ipv4         = "10.40.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_ingress_rule" "backup_hyperv_proxy_from_10_10_0_10_32_tcp_135" {
  security_group_id = aws_security_group.backup_hyperv_proxy.id
  description       = "vbr-to-hyperv-proxy-hws6 Starts components over RPC; Controls backups and restores through the Hyper-V Integration Service"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 135
  to_port           = 135
}

resource "aws_vpc_security_group_ingress_rule" "backup_hyperv_proxy_from_10_10_0_10_32_tcp_6163" {
  security_group_id = aws_security_group.backup_hyperv_proxy.id
  description       = "vbr-to-hyperv-proxy-hws6 Starts components over RPC; Controls backups and restores through the Hyper-V Integration Service"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6163
  to_port           = 6163
}

resource "aws_vpc_security_group_ingress_rule" "backup_hyperv_proxy_from_10_10_0_10_32_tcp_445" {
  security_group_id = aws_security_group.backup_hyperv_proxy.id
  description       = "vbr-to-hyperv-proxy-mount-4pgh Copies components to the server and starts them; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Installs and upgrades components, and checks them before a recovery;..."
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 445
  to_port           = 445
}

resource "aws_vpc_security_group_ingress_rule" "backup_hyperv_proxy_from_10_10_0_10_32_tcp_6160" {
  security_group_id = aws_security_group.backup_hyperv_proxy.id
  description       = "vbr-to-hyperv-proxy-mount-4pgh Copies components to the server and starts them; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Installs and upgrades components, and checks them before a recovery;..."
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6160
  to_port           = 6160
}

resource "aws_vpc_security_group_ingress_rule" "backup_hyperv_proxy_from_10_10_0_10_32_tcp_6162" {
  security_group_id = aws_security_group.backup_hyperv_proxy.id
  description       = "vbr-to-hyperv-proxy-mount-4pgh Copies components to the server and starts them; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Installs and upgrades components, and checks them before a recovery;..."
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_egress_rule" "backup_hyperv_proxy_to_10_20_2_10_31_tcp_445" {
  security_group_id = aws_security_group.backup_hyperv_proxy.id
  description       = "hyperv-proxy-to-hyperv-kn8s Reads VM data from the Hyper-V host over SMB"
  cidr_ipv4         = "10.20.2.10/31"
  ip_protocol       = "tcp"
  from_port         = 445
  to_port           = 445
}

resource "aws_vpc_security_group_egress_rule" "backup_hyperv_proxy_to_10_10_0_10_32_tcp_6162" {
  security_group_id = aws_security_group.backup_hyperv_proxy.id
  description       = "proxy-hyperv-proxy-to-vbr-5km8 Hands data and indexes to the backup server"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_security_group" "lab" {
  name        = "segplan-lab"
  description = "Zone lab"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-lab"
  }
}

resource "aws_vpc_security_group_ingress_rule" "lab_from_10_50_0_0_24_all" {
  security_group_id = aws_security_group.lab.id
  description       = "Inside of zone lab"
  cidr_ipv4         = "10.50.0.0/24"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "lab_to_10_50_0_0_24_all" {
  security_group_id = aws_security_group.lab.id
  description       = "Inside of zone lab"
  cidr_ipv4         = "10.50.0.0/24"
  ip_protocol       = "-1"
}

resource "aws_security_group" "management" {
  name        = "segplan-management"
  description = "Zone management"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-management"
  }
}

resource "aws_vpc_security_group_ingress_rule" "management_from_10_10_0_0_24_all" {
  security_group_id = aws_security_group.management.id
  description       = "Inside of zone management"
  cidr_ipv4         = "10.10.0.0/24"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "management_from_fd00_10_64_all" {
  security_group_id = aws_security_group.management.id
  description       = "Inside of zone management"
  cidr_ipv6         = "fd00:10::/64"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "management_to_10_10_0_0_24_all" {
  security_group_id = aws_security_group.management.id
  description       = "Inside of zone management"
  cidr_ipv4         = "10.10.0.0/24"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "management_to_fd00_10_64_all" {
  security_group_id = aws_security_group.management.id
  description       = "Inside of zone management"
  cidr_ipv6         = "fd00:10::/64"
  ip_protocol       = "-1"
}

resource "aws_security_group" "management_admins" {
  name        = "segplan-management-admins"
  description = "admins in zone management"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-management-admins"
  }
}

resource "aws_vpc_security_group_egress_rule" "management_admins_to_10_30_0_15_32_tcp_6162" {
  security_group_id = aws_security_group.management_admins.id
  description       = "admins-to-mount-repo-9r78 Reads backups in a restore from the console; Gets files in a restore from the console"
  cidr_ipv4         = "10.30.0.15/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_egress_rule" "management_admins_to_10_30_0_20_32_tcp_6162" {
  security_group_id = aws_security_group.management_admins.id
  description       = "admins-to-mount-repo-9r78 Reads backups in a restore from the console; Gets files in a restore from the console"
  cidr_ipv4         = "10.30.0.20/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_security_group" "management_vbr" {
  name        = "segplan-management-vbr"
  description = "vbr in zone management"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-management-vbr"
  }
}

resource "aws_vpc_security_group_ingress_rule" "management_vbr_from_10_40_0_10_32_tcp_6169" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "gateway-to-vbr-gvjh Hands on the commands of tenants"
  cidr_ipv4         = "10.40.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6169
  to_port           = 6169
}

resource "aws_vpc_security_group_ingress_rule" "management_vbr_from_10_30_0_15_32_tcp_443" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "mount-to-vbr-b2g2 Asks the backup server who connects and what to do"
  cidr_ipv4         = "10.30.0.15/32"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "management_vbr_from_10_30_0_11_32_tcp_6162" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "proxy-hyperv-proxy-to-vbr-5km8 Hands data and indexes to the backup server"
  cidr_ipv4         = "10.30.0.11/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_ingress_rule" "management_vbr_from_10_30_0_12_31_tcp_6162" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "proxy-hyperv-proxy-to-vbr-5km8 Hands data and indexes to the backup server"
  cidr_ipv4         = "10.30.0.12/31"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_ingress_rule" "management_vbr_from_10_30_0_15_32_tcp_6162" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "proxy-hyperv-proxy-to-vbr-5km8 Hands data and indexes to the backup server"
  cidr_ipv4         = "10.30.0.15/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_ingress_rule" "management_vbr_from_10_30_0_20_32_tcp_6162" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "proxy-hyperv-proxy-to-vbr-5km8 Hands data and indexes to the backup server"
  cidr_ipv4         = "10.30.0.20/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_ingress_rule" "management_vbr_from_fd00_30_20_128_tcp_6162" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "proxy-hyperv-proxy-to-vbr-5km8 Hands data and indexes to the backup server"
  cidr_ipv6         = "fd00:30::20/128"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_20_1_0_26_tcp_443" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-esxi-xxb7 Works with an ESXi host directly; Transfers data to hosts, also in file recovery from replicas"
  cidr_ipv4         = "10.20.1.0/26"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_20_1_0_26_tcp_902" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-esxi-xxb7 Works with an ESXi host directly; Transfers data to hosts, also in file recovery from replicas"
  cidr_ipv4         = "10.20.1.0/26"
  ip_protocol       = "tcp"
  from_port         = 902
  to_port           = 902
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_40_0_10_32_tcp_2500_3300" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-gateway-w6n7 Upgrades the gateway and commands it; Moves data, one port for each connection"
  cidr_ipv4         = "10.40.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_40_0_10_32_tcp_6160" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-gateway-w6n7 Upgrades the gateway and commands it; Moves data, one port for each connection"
  cidr_ipv4         = "10.40.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6160
  to_port           = 6160
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_40_0_10_32_tcp_6168" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-gateway-w6n7 Upgrades the gateway and commands it; Moves data, one port for each connection"
  cidr_ipv4         = "10.40.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6168
  to_port           = 6168
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_20_2_10_31_tcp_135" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-hyperv-5dsw Copies components to the server and starts them; Starts components over RPC; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Controls backups and restores through the Hyper-V In..."
  cidr_ipv4         = "10.20.2.10/31"
  ip_protocol       = "tcp"
  from_port         = 135
  to_port           = 135
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_20_2_10_31_tcp_445" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-hyperv-5dsw Copies components to the server and starts them; Starts components over RPC; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Controls backups and restores through the Hyper-V In..."
  cidr_ipv4         = "10.20.2.10/31"
  ip_protocol       = "tcp"
  from_port         = 445
  to_port           = 445
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_20_2_10_31_tcp_2179" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-hyperv-5dsw Copies components to the server and starts them; Starts components over RPC; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Controls backups and restores through the Hyper-V In..."
  cidr_ipv4         = "10.20.2.10/31"
  ip_protocol       = "tcp"
  from_port         = 2179
  to_port           = 2179
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_20_2_10_31_tcp_6160" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-hyperv-5dsw Copies components to the server and starts them; Starts components over RPC; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Controls backups and restores through the Hyper-V In..."
  cidr_ipv4         = "10.20.2.10/31"
  ip_protocol       = "tcp"
  from_port         = 6160
  to_port           = 6160
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_20_2_10_31_tcp_6162_6163" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-hyperv-5dsw Copies components to the server and starts them; Starts components over RPC; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Controls backups and restores through the Hyper-V In..."
  cidr_ipv4         = "10.20.2.10/31"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6163
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_13_32_tcp_135" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-hyperv-proxy-hws6 Starts components over RPC; Controls backups and restores through the Hyper-V Integration Service"
  cidr_ipv4         = "10.30.0.13/32"
  ip_protocol       = "tcp"
  from_port         = 135
  to_port           = 135
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_13_32_tcp_6163" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-hyperv-proxy-hws6 Starts components over RPC; Controls backups and restores through the Hyper-V Integration Service"
  cidr_ipv4         = "10.30.0.13/32"
  ip_protocol       = "tcp"
  from_port         = 6163
  to_port           = 6163
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_13_32_tcp_445" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-hyperv-proxy-mount-4pgh Copies components to the server and starts them; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Installs and upgrades components, and checks them before a recovery;..."
  cidr_ipv4         = "10.30.0.13/32"
  ip_protocol       = "tcp"
  from_port         = 445
  to_port           = 445
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_13_32_tcp_6160" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-hyperv-proxy-mount-4pgh Copies components to the server and starts them; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Installs and upgrades components, and checks them before a recovery;..."
  cidr_ipv4         = "10.30.0.13/32"
  ip_protocol       = "tcp"
  from_port         = 6160
  to_port           = 6160
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_13_32_tcp_6162" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-hyperv-proxy-mount-4pgh Copies components to the server and starts them; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Installs and upgrades components, and checks them before a recovery;..."
  cidr_ipv4         = "10.30.0.13/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_15_32_tcp_445" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-hyperv-proxy-mount-4pgh Copies components to the server and starts them; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Installs and upgrades components, and checks them before a recovery;..."
  cidr_ipv4         = "10.30.0.15/32"
  ip_protocol       = "tcp"
  from_port         = 445
  to_port           = 445
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_15_32_tcp_6160" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-hyperv-proxy-mount-4pgh Copies components to the server and starts them; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Installs and upgrades components, and checks them before a recovery;..."
  cidr_ipv4         = "10.30.0.15/32"
  ip_protocol       = "tcp"
  from_port         = 6160
  to_port           = 6160
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_15_32_tcp_6162" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-hyperv-proxy-mount-4pgh Copies components to the server and starts them; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Installs and upgrades components, and checks them before a recovery;..."
  cidr_ipv4         = "10.30.0.15/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_20_48_0_20_tcp_22" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-linux-guests-5mfr Ships logs and moves data in guest processing; Controls guest processing on Linux"
  cidr_ipv4         = "10.20.48.0/20"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_20_48_0_20_tcp_2500_3300" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-linux-guests-5mfr Ships logs and moves data in guest processing; Controls guest processing on Linux"
  cidr_ipv4         = "10.20.48.0/20"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_15_32_tcp_6161" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-mount-f96r Tells the mount server to mount backups; Tells the vPower NFS Service what to publish"
  cidr_ipv4         = "10.30.0.15/32"
  ip_protocol       = "tcp"
  from_port         = 6161
  to_port           = 6161
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_15_32_tcp_6170" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-mount-f96r Tells the mount server to mount backups; Tells the vPower NFS Service what to publish"
  cidr_ipv4         = "10.30.0.15/32"
  ip_protocol       = "tcp"
  from_port         = 6170
  to_port           = 6170
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_11_32_tcp_445" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-proxy-r87p Installs and upgrades components, and checks them before a recovery; Copies components to the ADMIN$ share and starts them; Controls the Transport Service and moves data to and from the server"
  cidr_ipv4         = "10.30.0.11/32"
  ip_protocol       = "tcp"
  from_port         = 445
  to_port           = 445
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_11_32_tcp_6160" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-proxy-r87p Installs and upgrades components, and checks them before a recovery; Copies components to the ADMIN$ share and starts them; Controls the Transport Service and moves data to and from the server"
  cidr_ipv4         = "10.30.0.11/32"
  ip_protocol       = "tcp"
  from_port         = 6160
  to_port           = 6160
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_11_32_tcp_6162" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-proxy-r87p Installs and upgrades components, and checks them before a recovery; Copies components to the ADMIN$ share and starts them; Controls the Transport Service and moves data to and from the server"
  cidr_ipv4         = "10.30.0.11/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_12_32_tcp_445" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-proxy-r87p Installs and upgrades components, and checks them before a recovery; Copies components to the ADMIN$ share and starts them; Controls the Transport Service and moves data to and from the server"
  cidr_ipv4         = "10.30.0.12/32"
  ip_protocol       = "tcp"
  from_port         = 445
  to_port           = 445
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_12_32_tcp_6160" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-proxy-r87p Installs and upgrades components, and checks them before a recovery; Copies components to the ADMIN$ share and starts them; Controls the Transport Service and moves data to and from the server"
  cidr_ipv4         = "10.30.0.12/32"
  ip_protocol       = "tcp"
  from_port         = 6160
  to_port           = 6160
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_12_32_tcp_6162" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-proxy-r87p Installs and upgrades components, and checks them before a recovery; Copies components to the ADMIN$ share and starts them; Controls the Transport Service and moves data to and from the server"
  cidr_ipv4         = "10.30.0.12/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_20_32_tcp_2500_3300" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-repo-gb52 Moves data of tenants, one port for each connection; Installs and upgrades components, and checks them before a recovery; Controls the Transport Service and moves data to and from the server"
  cidr_ipv4         = "10.30.0.20/32"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_20_32_tcp_6160" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-repo-gb52 Moves data of tenants, one port for each connection; Installs and upgrades components, and checks them before a recovery; Controls the Transport Service and moves data to and from the server"
  cidr_ipv4         = "10.30.0.20/32"
  ip_protocol       = "tcp"
  from_port         = 6160
  to_port           = 6160
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_30_0_20_32_tcp_6162" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-repo-gb52 Moves data of tenants, one port for each connection; Installs and upgrades components, and checks them before a recovery; Controls the Transport Service and moves data to and from the server"
  cidr_ipv4         = "10.30.0.20/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_20_0_5_32_tcp_443" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-vcenter-8s4g Reads the inventory and drives vCenter Server through the vSphere API"
  cidr_ipv4         = "10.20.0.5/32"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_20_32_0_20_tcp_135" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-windows-guests-5zbm Ships logs and moves data in guest processing; Starts the process that coordinates the runtime in the guest; Drives guest processing through the runtime in the guest"
  cidr_ipv4         = "10.20.32.0/20"
  ip_protocol       = "tcp"
  from_port         = 135
  to_port           = 135
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_20_32_0_20_tcp_445" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-windows-guests-5zbm Ships logs and moves data in guest processing; Starts the process that coordinates the runtime in the guest; Drives guest processing through the runtime in the guest"
  cidr_ipv4         = "10.20.32.0/20"
  ip_protocol       = "tcp"
  from_port         = 445
  to_port           = 445
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_20_32_0_20_tcp_2500_3300" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-windows-guests-5zbm Ships logs and moves data in guest processing; Starts the process that coordinates the runtime in the guest; Drives guest processing through the runtime in the guest"
  cidr_ipv4         = "10.20.32.0/20"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_10_20_32_0_20_tcp_6173" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-windows-guests-5zbm Ships logs and moves data in guest processing; Starts the process that coordinates the runtime in the guest; Drives guest processing through the runtime in the guest"
  cidr_ipv4         = "10.20.32.0/20"
  ip_protocol       = "tcp"
  from_port         = 6173
  to_port           = 6173
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_fd00_20_80_tcp_22" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-linux-guests-5mfr Ships logs and moves data in guest processing; Controls guest processing on Linux"
  cidr_ipv6         = "fd00:20::/80"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_fd00_20_80_tcp_2500_3300" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-linux-guests-5mfr Ships logs and moves data in guest processing; Controls guest processing on Linux"
  cidr_ipv6         = "fd00:20::/80"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_fd00_30_20_128_tcp_2500_3300" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-repo-gb52 Moves data of tenants, one port for each connection; Installs and upgrades components, and checks them before a recovery; Controls the Transport Service and moves data to and from the server"
  cidr_ipv6         = "fd00:30::20/128"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_fd00_30_20_128_tcp_6160" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-repo-gb52 Moves data of tenants, one port for each connection; Installs and upgrades components, and checks them before a recovery; Controls the Transport Service and moves data to and from the server"
  cidr_ipv6         = "fd00:30::20/128"
  ip_protocol       = "tcp"
  from_port         = 6160
  to_port           = 6160
}

resource "aws_vpc_security_group_egress_rule" "management_vbr_to_fd00_30_20_128_tcp_6162" {
  security_group_id = aws_security_group.management_vbr.id
  description       = "vbr-to-repo-gb52 Moves data of tenants, one port for each connection; Installs and upgrades components, and checks them before a recovery; Controls the Transport Service and moves data to and from the server"
  cidr_ipv6         = "fd00:30::20/128"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_security_group" "management_one" {
  name        = "segplan-management-one"
  description = "one in zone management"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-management-one"
  }
}

resource "aws_vpc_security_group_egress_rule" "management_one_to_10_20_0_5_32_tcp_443" {
  security_group_id = aws_security_group.management_one.id
  description       = "one-em-to-vcenter-7zbs Signs in at vCenter and installs the plug-in for the vSphere Client; Monitors the vSphere environment"
  cidr_ipv4         = "10.20.0.5/32"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_security_group" "management_em" {
  name        = "segplan-management-em"
  description = "em in zone management"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-management-em"
  }
}

resource "aws_vpc_security_group_egress_rule" "management_em_to_10_20_0_5_32_tcp_443" {
  security_group_id = aws_security_group.management_em.id
  description       = "one-em-to-vcenter-7zbs Signs in at vCenter and installs the plug-in for the vSphere Client; Monitors the vSphere environment"
  cidr_ipv4         = "10.20.0.5/32"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_security_group" "production" {
  name        = "segplan-production"
  description = "Zone production"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-production"
  }
}

resource "aws_vpc_security_group_ingress_rule" "production_from_10_20_0_0_16_all" {
  security_group_id = aws_security_group.production.id
  description       = "Inside of zone production"
  cidr_ipv4         = "10.20.0.0/16"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "production_from_fd00_20_64_all" {
  security_group_id = aws_security_group.production.id
  description       = "Inside of zone production"
  cidr_ipv6         = "fd00:20::/64"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "production_to_10_20_0_0_16_all" {
  security_group_id = aws_security_group.production.id
  description       = "Inside of zone production"
  cidr_ipv4         = "10.20.0.0/16"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "production_to_fd00_20_64_all" {
  security_group_id = aws_security_group.production.id
  description       = "Inside of zone production"
  cidr_ipv6         = "fd00:20::/64"
  ip_protocol       = "-1"
}

resource "aws_security_group" "production_esxi" {
  name        = "segplan-production-esxi"
  description = "esxi in zone production"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-production-esxi"
  }
}

resource "aws_vpc_security_group_ingress_rule" "production_esxi_from_10_30_0_11_32_tcp_902" {
  security_group_id = aws_security_group.production_esxi.id
  description       = "proxy-to-esxi-pm47 Reads virtual disks over the network"
  cidr_ipv4         = "10.30.0.11/32"
  ip_protocol       = "tcp"
  from_port         = 902
  to_port           = 902
}

resource "aws_vpc_security_group_ingress_rule" "production_esxi_from_10_30_0_12_32_tcp_902" {
  security_group_id = aws_security_group.production_esxi.id
  description       = "proxy-to-esxi-pm47 Reads virtual disks over the network"
  cidr_ipv4         = "10.30.0.12/32"
  ip_protocol       = "tcp"
  from_port         = 902
  to_port           = 902
}

resource "aws_vpc_security_group_ingress_rule" "production_esxi_from_10_10_0_10_32_tcp_443" {
  security_group_id = aws_security_group.production_esxi.id
  description       = "vbr-to-esxi-xxb7 Works with an ESXi host directly; Transfers data to hosts, also in file recovery from replicas"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "production_esxi_from_10_10_0_10_32_tcp_902" {
  security_group_id = aws_security_group.production_esxi.id
  description       = "vbr-to-esxi-xxb7 Works with an ESXi host directly; Transfers data to hosts, also in file recovery from replicas"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 902
  to_port           = 902
}

resource "aws_vpc_security_group_egress_rule" "production_esxi_to_10_30_0_15_32_tcp_111" {
  security_group_id = aws_security_group.production_esxi.id
  description       = "esxi-to-mount-qg9g Mounts backups as an NFS datastore; Asks where backups are mounted"
  cidr_ipv4         = "10.30.0.15/32"
  ip_protocol       = "tcp"
  from_port         = 111
  to_port           = 111
}

resource "aws_vpc_security_group_egress_rule" "production_esxi_to_10_30_0_15_32_tcp_1063" {
  security_group_id = aws_security_group.production_esxi.id
  description       = "esxi-to-mount-qg9g Mounts backups as an NFS datastore; Asks where backups are mounted"
  cidr_ipv4         = "10.30.0.15/32"
  ip_protocol       = "tcp"
  from_port         = 1063
  to_port           = 1063
}

resource "aws_vpc_security_group_egress_rule" "production_esxi_to_10_30_0_15_32_tcp_2049" {
  security_group_id = aws_security_group.production_esxi.id
  description       = "esxi-to-mount-qg9g Mounts backups as an NFS datastore; Asks where backups are mounted"
  cidr_ipv4         = "10.30.0.15/32"
  ip_protocol       = "tcp"
  from_port         = 2049
  to_port           = 2049
}

resource "aws_vpc_security_group_egress_rule" "production_esxi_to_10_30_0_15_32_udp_111" {
  security_group_id = aws_security_group.production_esxi.id
  description       = "esxi-to-mount-qg9g Mounts backups as an NFS datastore; Asks where backups are mounted"
  cidr_ipv4         = "10.30.0.15/32"
  ip_protocol       = "udp"
  from_port         = 111
  to_port           = 111
}

resource "aws_vpc_security_group_egress_rule" "production_esxi_to_10_30_0_15_32_udp_1063" {
  security_group_id = aws_security_group.production_esxi.id
  description       = "esxi-to-mount-qg9g Mounts backups as an NFS datastore; Asks where backups are mounted"
  cidr_ipv4         = "10.30.0.15/32"
  ip_protocol       = "udp"
  from_port         = 1063
  to_port           = 1063
}

resource "aws_vpc_security_group_egress_rule" "production_esxi_to_10_30_0_15_32_udp_2049" {
  security_group_id = aws_security_group.production_esxi.id
  description       = "esxi-to-mount-qg9g Mounts backups as an NFS datastore; Asks where backups are mounted"
  cidr_ipv4         = "10.30.0.15/32"
  ip_protocol       = "udp"
  from_port         = 2049
  to_port           = 2049
}

resource "aws_security_group" "production_hyperv" {
  name        = "segplan-production-hyperv"
  description = "hyperv in zone production"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-production-hyperv"
  }
}

resource "aws_vpc_security_group_ingress_rule" "production_hyperv_from_10_30_0_13_32_tcp_445" {
  security_group_id = aws_security_group.production_hyperv.id
  description       = "hyperv-proxy-to-hyperv-kn8s Reads VM data from the Hyper-V host over SMB"
  cidr_ipv4         = "10.30.0.13/32"
  ip_protocol       = "tcp"
  from_port         = 445
  to_port           = 445
}

resource "aws_vpc_security_group_ingress_rule" "production_hyperv_from_10_30_0_20_32_tcp_6162" {
  security_group_id = aws_security_group.production_hyperv.id
  description       = "repo-to-hyperv-k3x7 Restores VMs to the host"
  cidr_ipv4         = "10.30.0.20/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_vpc_security_group_ingress_rule" "production_hyperv_from_10_10_0_10_32_tcp_135" {
  security_group_id = aws_security_group.production_hyperv.id
  description       = "vbr-to-hyperv-5dsw Copies components to the server and starts them; Starts components over RPC; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Controls backups and restores through the Hyper-V In..."
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 135
  to_port           = 135
}

resource "aws_vpc_security_group_ingress_rule" "production_hyperv_from_10_10_0_10_32_tcp_445" {
  security_group_id = aws_security_group.production_hyperv.id
  description       = "vbr-to-hyperv-5dsw Copies components to the server and starts them; Starts components over RPC; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Controls backups and restores through the Hyper-V In..."
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 445
  to_port           = 445
}

resource "aws_vpc_security_group_ingress_rule" "production_hyperv_from_10_10_0_10_32_tcp_2179" {
  security_group_id = aws_security_group.production_hyperv.id
  description       = "vbr-to-hyperv-5dsw Copies components to the server and starts them; Starts components over RPC; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Controls backups and restores through the Hyper-V In..."
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 2179
  to_port           = 2179
}

resource "aws_vpc_security_group_ingress_rule" "production_hyperv_from_10_10_0_10_32_tcp_6160" {
  security_group_id = aws_security_group.production_hyperv.id
  description       = "vbr-to-hyperv-5dsw Copies components to the server and starts them; Starts components over RPC; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Controls backups and restores through the Hyper-V In..."
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6160
  to_port           = 6160
}

resource "aws_vpc_security_group_ingress_rule" "production_hyperv_from_10_10_0_10_32_tcp_6162_6163" {
  security_group_id = aws_security_group.production_hyperv.id
  description       = "vbr-to-hyperv-5dsw Copies components to the server and starts them; Starts components over RPC; Installs and upgrades components; Controls the Transport Service and moves data to and from the server; Controls backups and restores through the Hyper-V In..."
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6163
}

resource "aws_vpc_security_group_egress_rule" "production_hyperv_to_10_30_0_20_32_tcp_6162" {
  security_group_id = aws_security_group.production_hyperv.id
  description       = "hyperv-to-repo-rnn7 Transfers backup data of its VMs to the repository"
  cidr_ipv4         = "10.30.0.20/32"
  ip_protocol       = "tcp"
  from_port         = 6162
  to_port           = 6162
}

resource "aws_security_group" "production_vcenter" {
  name        = "segplan-production-vcenter"
  description = "vcenter in zone production"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-production-vcenter"
  }
}

resource "aws_vpc_security_group_ingress_rule" "production_vcenter_from_10_10_0_11_32_tcp_443" {
  security_group_id = aws_security_group.production_vcenter.id
  description       = "one-em-to-vcenter-7zbs Signs in at vCenter and installs the plug-in for the vSphere Client; Monitors the vSphere environment"
  cidr_ipv4         = "10.10.0.11/32"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "production_vcenter_from_10_10_0_12_32_tcp_443" {
  security_group_id = aws_security_group.production_vcenter.id
  description       = "one-em-to-vcenter-7zbs Signs in at vCenter and installs the plug-in for the vSphere Client; Monitors the vSphere environment"
  cidr_ipv4         = "10.10.0.12/32"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "production_vcenter_from_10_30_0_11_32_tcp_443" {
  security_group_id = aws_security_group.production_vcenter.id
  description       = "proxy-to-vcenter-q4kt Asks vCenter Server where disks are"
  cidr_ipv4         = "10.30.0.11/32"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "production_vcenter_from_10_30_0_12_32_tcp_443" {
  security_group_id = aws_security_group.production_vcenter.id
  description       = "proxy-to-vcenter-q4kt Asks vCenter Server where disks are"
  cidr_ipv4         = "10.30.0.12/32"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "production_vcenter_from_10_10_0_10_32_tcp_443" {
  security_group_id = aws_security_group.production_vcenter.id
  description       = "vbr-to-vcenter-8s4g Reads the inventory and drives vCenter Server through the vSphere API"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_security_group" "production_linux_guests" {
  name        = "segplan-production-linux-guests"
  description = "linux-guests in zone production"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-production-linux-guests"
  }
}

resource "aws_vpc_security_group_ingress_rule" "production_linux_guests_from_10_10_0_10_32_tcp_22" {
  security_group_id = aws_security_group.production_linux_guests.id
  description       = "vbr-to-linux-guests-5mfr Ships logs and moves data in guest processing; Controls guest processing on Linux"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}

resource "aws_vpc_security_group_ingress_rule" "production_linux_guests_from_10_10_0_10_32_tcp_2500_3300" {
  security_group_id = aws_security_group.production_linux_guests.id
  description       = "vbr-to-linux-guests-5mfr Ships logs and moves data in guest processing; Controls guest processing on Linux"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_ingress_rule" "production_linux_guests_from_fd00_10_10_128_tcp_22" {
  security_group_id = aws_security_group.production_linux_guests.id
  description       = "vbr-to-linux-guests-5mfr Ships logs and moves data in guest processing; Controls guest processing on Linux"
  cidr_ipv6         = "fd00:10::10/128"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}

resource "aws_vpc_security_group_ingress_rule" "production_linux_guests_from_fd00_10_10_128_tcp_2500_3300" {
  security_group_id = aws_security_group.production_linux_guests.id
  description       = "vbr-to-linux-guests-5mfr Ships logs and moves data in guest processing; Controls guest processing on Linux"
  cidr_ipv6         = "fd00:10::10/128"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_security_group" "production_windows_guests" {
  name        = "segplan-production-windows-guests"
  description = "windows-guests in zone production"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-production-windows-guests"
  }
}

resource "aws_vpc_security_group_ingress_rule" "production_windows_guests_from_10_10_0_10_32_tcp_135" {
  security_group_id = aws_security_group.production_windows_guests.id
  description       = "vbr-to-windows-guests-5zbm Ships logs and moves data in guest processing; Starts the process that coordinates the runtime in the guest; Drives guest processing through the runtime in the guest"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 135
  to_port           = 135
}

resource "aws_vpc_security_group_ingress_rule" "production_windows_guests_from_10_10_0_10_32_tcp_445" {
  security_group_id = aws_security_group.production_windows_guests.id
  description       = "vbr-to-windows-guests-5zbm Ships logs and moves data in guest processing; Starts the process that coordinates the runtime in the guest; Drives guest processing through the runtime in the guest"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 445
  to_port           = 445
}

resource "aws_vpc_security_group_ingress_rule" "production_windows_guests_from_10_10_0_10_32_tcp_2500_3300" {
  security_group_id = aws_security_group.production_windows_guests.id
  description       = "vbr-to-windows-guests-5zbm Ships logs and moves data in guest processing; Starts the process that coordinates the runtime in the guest; Drives guest processing through the runtime in the guest"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_ingress_rule" "production_windows_guests_from_10_10_0_10_32_tcp_6173" {
  security_group_id = aws_security_group.production_windows_guests.id
  description       = "vbr-to-windows-guests-5zbm Ships logs and moves data in guest processing; Starts the process that coordinates the runtime in the guest; Drives guest processing through the runtime in the guest"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6173
  to_port           = 6173
}

resource "aws_security_group" "recovery" {
  name        = "segplan-recovery"
  description = "Zone recovery"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-recovery"
  }
}

resource "aws_vpc_security_group_ingress_rule" "recovery_from_10_40_0_0_24_all" {
  security_group_id = aws_security_group.recovery.id
  description       = "Inside of zone recovery"
  cidr_ipv4         = "10.40.0.0/24"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "recovery_to_10_40_0_0_24_all" {
  security_group_id = aws_security_group.recovery.id
  description       = "Inside of zone recovery"
  cidr_ipv4         = "10.40.0.0/24"
  ip_protocol       = "-1"
}

resource "aws_security_group" "recovery_gateway" {
  name        = "segplan-recovery-gateway"
  description = "gateway in zone recovery"
  vpc_id      = var.vpc_id

  tags = {
    Name = "segplan-recovery-gateway"
  }
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_0_0_0_0_5_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "0.0.0.0/5"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_8_0_0_0_7_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "8.0.0.0/7"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_0_0_0_13_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.0.0.0/13"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_8_0_0_15_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.8.0.0/15"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_10_1_0_24_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.10.1.0/24"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_10_2_0_23_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.10.2.0/23"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_10_4_0_22_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.10.4.0/22"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_10_8_0_21_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.10.8.0/21"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_10_16_0_20_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.10.16.0/20"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_10_32_0_19_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.10.32.0/19"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_10_64_0_18_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.10.64.0/18"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_10_128_0_17_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.10.128.0/17"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_11_0_0_16_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.11.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_12_0_0_14_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.12.0.0/14"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_16_0_0_14_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.16.0.0/14"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_21_0_0_16_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.21.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_22_0_0_15_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.22.0.0/15"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_24_0_0_14_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.24.0.0/14"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_28_0_0_15_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.28.0.0/15"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_30_1_0_24_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.30.1.0/24"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_30_2_0_23_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.30.2.0/23"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_30_4_0_22_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.30.4.0/22"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_30_8_0_21_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.30.8.0/21"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_30_16_0_20_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.30.16.0/20"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_30_32_0_19_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.30.32.0/19"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_30_64_0_18_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.30.64.0/18"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_30_128_0_17_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.30.128.0/17"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_31_0_0_16_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.31.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_32_0_0_12_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.32.0.0/12"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_48_0_0_15_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.48.0.0/15"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_50_1_0_24_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.50.1.0/24"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_50_2_0_23_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.50.2.0/23"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_50_4_0_22_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.50.4.0/22"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_50_8_0_21_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.50.8.0/21"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_50_16_0_20_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.50.16.0/20"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_50_32_0_19_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.50.32.0/19"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_50_64_0_18_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.50.64.0/18"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_50_128_0_17_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.50.128.0/17"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_51_0_0_16_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.51.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_52_0_0_14_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.52.0.0/14"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_56_0_0_13_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.56.0.0/13"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_64_0_0_10_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.64.0.0/10"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_128_0_0_9_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "10.128.0.0/9"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_11_0_0_0_8_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "11.0.0.0/8"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_12_0_0_0_6_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "12.0.0.0/6"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_16_0_0_0_4_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "16.0.0.0/4"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_32_0_0_0_3_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "32.0.0.0/3"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_64_0_0_0_2_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "64.0.0.0/2"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_128_0_0_0_1_tcp_6180" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "tenants-to-gateway-b529 Carries all traffic of a tenant, control and data alike"
  cidr_ipv4         = "128.0.0.0/1"
  ip_protocol       = "tcp"
  from_port         = 6180
  to_port           = 6180
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_10_0_10_32_tcp_2500_3300" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "vbr-to-gateway-w6n7 Upgrades the gateway and commands it; Moves data, one port for each connection"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_10_0_10_32_tcp_6160" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "vbr-to-gateway-w6n7 Upgrades the gateway and commands it; Moves data, one port for each connection"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6160
  to_port           = 6160
}

resource "aws_vpc_security_group_ingress_rule" "recovery_gateway_from_10_10_0_10_32_tcp_6168" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "vbr-to-gateway-w6n7 Upgrades the gateway and commands it; Moves data, one port for each connection"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6168
  to_port           = 6168
}

resource "aws_vpc_security_group_egress_rule" "recovery_gateway_to_10_30_0_11_32_tcp_2500_3300" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "gateway-to-repo-proxy-hyp-g3dp Hands tenant backups on to the cloud repository; Hands replicas on to the targets proxy"
  cidr_ipv4         = "10.30.0.11/32"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_egress_rule" "recovery_gateway_to_10_30_0_12_31_tcp_2500_3300" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "gateway-to-repo-proxy-hyp-g3dp Hands tenant backups on to the cloud repository; Hands replicas on to the targets proxy"
  cidr_ipv4         = "10.30.0.12/31"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_egress_rule" "recovery_gateway_to_10_30_0_20_32_tcp_2500_3300" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "gateway-to-repo-proxy-hyp-g3dp Hands tenant backups on to the cloud repository; Hands replicas on to the targets proxy"
  cidr_ipv4         = "10.30.0.20/32"
  ip_protocol       = "tcp"
  from_port         = 2500
  to_port           = 3300
}

resource "aws_vpc_security_group_egress_rule" "recovery_gateway_to_10_10_0_10_32_tcp_6169" {
  security_group_id = aws_security_group.recovery_gateway.id
  description       = "gateway-to-vbr-gvjh Hands on the commands of tenants"
  cidr_ipv4         = "10.10.0.10/32"
  ip_protocol       = "tcp"
  from_port         = 6169
  to_port           = 6169
}

output "security_groups" {
  description = "Which group goes onto the interfaces with which addresses."
  value = {
    "backup" = {
      id        = aws_security_group.backup.id
      addresses = ["10.30.0.0/24", "fd00:30::/64"]
    }
    "backup-mount" = {
      id        = aws_security_group.backup_mount.id
      addresses = ["10.30.0.15/32"]
    }
    "backup-repo" = {
      id        = aws_security_group.backup_repo.id
      addresses = ["10.30.0.20/32", "fd00:30::20/128"]
    }
    "backup-proxy" = {
      id        = aws_security_group.backup_proxy.id
      addresses = ["10.30.0.11/32", "10.30.0.12/32"]
    }
    "backup-hyperv-proxy" = {
      id        = aws_security_group.backup_hyperv_proxy.id
      addresses = ["10.30.0.13/32"]
    }
    "lab" = {
      id        = aws_security_group.lab.id
      addresses = ["10.50.0.0/24"]
    }
    "management" = {
      id        = aws_security_group.management.id
      addresses = ["10.10.0.0/24", "fd00:10::/64"]
    }
    "management-admins" = {
      id        = aws_security_group.management_admins.id
      addresses = ["10.10.0.100/30", "10.10.0.104/29", "10.10.0.112/29", "10.10.0.120/32"]
    }
    "management-vbr" = {
      id        = aws_security_group.management_vbr.id
      addresses = ["10.10.0.10/32", "fd00:10::10/128"]
    }
    "management-one" = {
      id        = aws_security_group.management_one.id
      addresses = ["10.10.0.11/32"]
    }
    "management-em" = {
      id        = aws_security_group.management_em.id
      addresses = ["10.10.0.12/32"]
    }
    "production" = {
      id        = aws_security_group.production.id
      addresses = ["10.20.0.0/16", "fd00:20::/64"]
    }
    "production-esxi" = {
      id        = aws_security_group.production_esxi.id
      addresses = ["10.20.1.0/26"]
    }
    "production-hyperv" = {
      id        = aws_security_group.production_hyperv.id
      addresses = ["10.20.2.10/31"]
    }
    "production-vcenter" = {
      id        = aws_security_group.production_vcenter.id
      addresses = ["10.20.0.5/32"]
    }
    "production-linux-guests" = {
      id        = aws_security_group.production_linux_guests.id
      addresses = ["10.20.48.0/20", "fd00:20::/80"]
    }
    "production-windows-guests" = {
      id        = aws_security_group.production_windows_guests.id
      addresses = ["10.20.32.0/20"]
    }
    "recovery" = {
      id        = aws_security_group.recovery.id
      addresses = ["10.40.0.0/24"]
    }
    "recovery-gateway" = {
      id        = aws_security_group.recovery_gateway.id
      addresses = ["10.40.0.10/32"]
    }
  }
}
