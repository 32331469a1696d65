# Writes what the firewall of this Windows host runs as JSON, for `segplan audit`: the rules in effect with their filters, the defaults of the
# profiles, which profiles are in use, and the addresses of the host. It only reads, and holds no passwords or keys.
#
#   powershell -ExecutionPolicy Bypass -File collect-windows-firewall.ps1 -Path HOST.json
#
# Run as an administrator: others do not see every rule.
#Requires -Version 5.1
#Requires -RunAsAdministrator
#Requires -Modules NetSecurity
[CmdletBinding()]
param (
    [Parameter(Mandatory = $true)]
    [string] $Path
)

Set-StrictMode -Version 1
$ErrorActionPreference = 'Stop'
# Commands of modules do not see the preferences of a script: without this a list that could not be read to its end would be written as a whole one.
$PSDefaultParameterValues = @{ 'Get-Net*:ErrorAction' = 'Stop' }
$store = 'ActiveStore'

# Values of enumerations as words, lists as lists of texts.
function ConvertTo-Text ($Value) {
    if ($null -eq $Value) { return $null }
    return [string] $Value
}
function ConvertTo-List ($Value) {
    $texts = [string[]] @($Value | Where-Object { $null -ne $_ } | ForEach-Object { [string] $_ })
    return , $texts
}
function Get-Value ($Object, [string] $Name) {
    if ($null -eq $Object -or $null -eq $Object.PSObject.Properties[$Name]) { return $null }
    return $Object.$Name
}

# All filters of a kind at once, by the identity of their rule: to ask for each rule takes minutes. An identity that stands twice, as where a domain
# and the host have a rule of the same name, is not in the table.
function Get-Table ($Filters) {
    $table = @{}
    $twice = @{}
    foreach ($filter in $Filters) {
        if ($table.ContainsKey($filter.InstanceID)) { $twice[$filter.InstanceID] = $true }
        $table[$filter.InstanceID] = $filter
    }
    foreach ($id in $twice.Keys) { $table.Remove($id) }
    return $table
}
$ports = Get-Table (Get-NetFirewallPortFilter -PolicyStore $store)
$addresses = Get-Table (Get-NetFirewallAddressFilter -PolicyStore $store)
$applications = Get-Table (Get-NetFirewallApplicationFilter -PolicyStore $store)
$services = Get-Table (Get-NetFirewallServiceFilter -PolicyStore $store)
$interfaces = Get-Table (Get-NetFirewallInterfaceFilter -PolicyStore $store)
$interfaceTypes = Get-Table (Get-NetFirewallInterfaceTypeFilter -PolicyStore $store)
$securities = Get-Table (Get-NetFirewallSecurityFilter -PolicyStore $store)

$rules = foreach ($rule in Get-NetFirewallRule -PolicyStore $store) {
    $id = $rule.InstanceID
    $port = if ($ports.ContainsKey($id)) { $ports[$id] } else { $rule | Get-NetFirewallPortFilter }
    $address = if ($addresses.ContainsKey($id)) { $addresses[$id] } else { $rule | Get-NetFirewallAddressFilter }
    $application = if ($applications.ContainsKey($id)) { $applications[$id] } else { $rule | Get-NetFirewallApplicationFilter }
    $service = if ($services.ContainsKey($id)) { $services[$id] } else { $rule | Get-NetFirewallServiceFilter }
    $interface = if ($interfaces.ContainsKey($id)) { $interfaces[$id] } else { $rule | Get-NetFirewallInterfaceFilter }
    $interfaceType = if ($interfaceTypes.ContainsKey($id)) { $interfaceTypes[$id] } else { $rule | Get-NetFirewallInterfaceTypeFilter }
    $security = if ($securities.ContainsKey($id)) { $securities[$id] } else { $rule | Get-NetFirewallSecurityFilter }
    [ordered] @{
        Name = ConvertTo-Text $rule.Name
        DisplayName = ConvertTo-Text $rule.DisplayName
        Description = ConvertTo-Text $rule.Description
        Group = ConvertTo-Text $rule.Group
        Enabled = ConvertTo-Text $rule.Enabled
        Profile = ConvertTo-Text $rule.Profile
        Direction = ConvertTo-Text $rule.Direction
        Action = ConvertTo-Text $rule.Action
        PolicyStoreSourceType = ConvertTo-Text $rule.PolicyStoreSourceType
        # As numbers, which are the same in all versions.
        EnforcementStatus = ConvertTo-List $rule.CimInstanceProperties['EnforcementStatus'].Value
        EdgeTraversalPolicy = ConvertTo-Text $rule.EdgeTraversalPolicy
        Platform = ConvertTo-List $rule.Platform
        Owner = ConvertTo-Text $rule.Owner
        RemoteDynamicKeywordAddresses = ConvertTo-List (Get-Value $rule 'RemoteDynamicKeywordAddresses')
        PolicyAppId = ConvertTo-Text (Get-Value $rule 'PolicyAppId')
        Protocol = ConvertTo-Text $port.Protocol
        LocalPort = ConvertTo-List $port.LocalPort
        RemotePort = ConvertTo-List $port.RemotePort
        IcmpType = ConvertTo-List $port.IcmpType
        DynamicTarget = ConvertTo-Text $port.DynamicTarget
        LocalAddress = ConvertTo-List $address.LocalAddress
        RemoteAddress = ConvertTo-List $address.RemoteAddress
        Program = ConvertTo-Text $application.Program
        Package = ConvertTo-Text $application.Package
        Service = ConvertTo-Text $service.Service
        InterfaceAlias = ConvertTo-List $interface.InterfaceAlias
        InterfaceType = ConvertTo-Text $interfaceType.InterfaceType
        Authentication = ConvertTo-Text $security.Authentication
        Encryption = ConvertTo-Text $security.Encryption
        OverrideBlockRules = ConvertTo-Text $security.OverrideBlockRules
        LocalUser = ConvertTo-Text $security.LocalUser
        RemoteUser = ConvertTo-Text $security.RemoteUser
        RemoteMachine = ConvertTo-Text $security.RemoteMachine
    }
}

$profiles = foreach ($each in Get-NetFirewallProfile -PolicyStore $store) {
    [ordered] @{
        Name = ConvertTo-Text $each.Name
        Enabled = ConvertTo-Text $each.Enabled
        DefaultInboundAction = ConvertTo-Text $each.DefaultInboundAction
        DefaultOutboundAction = ConvertTo-Text $each.DefaultOutboundAction
        AllowInboundRules = ConvertTo-Text $each.AllowInboundRules
        AllowLocalFirewallRules = ConvertTo-Text $each.AllowLocalFirewallRules
        DisabledInterfaceAliases = ConvertTo-List $each.DisabledInterfaceAliases
    }
}

$connections = foreach ($each in Get-NetConnectionProfile) {
    [ordered] @{
        InterfaceAlias = ConvertTo-Text $each.InterfaceAlias
        NetworkCategory = ConvertTo-Text $each.NetworkCategory
    }
}

$hostAddresses = foreach ($each in Get-NetIPAddress) {
    [ordered] @{
        IPAddress = ConvertTo-Text $each.IPAddress
        PrefixLength = [int] $each.PrefixLength
    }
}

$security = foreach ($each in Get-NetIPsecRule -PolicyStore $store -ErrorAction SilentlyContinue) {
    [ordered] @{
        Name = ConvertTo-Text $each.Name
        Enabled = ConvertTo-Text $each.Enabled
        InboundSecurity = ConvertTo-Text $each.InboundSecurity
        OutboundSecurity = ConvertTo-Text $each.OutboundSecurity
    }
}

$json = [ordered] @{
    segplan = 'windows-firewall'
    version = 1
    computer = [System.Environment]::MachineName
    addresses = @($hostAddresses)
    profiles = @($profiles)
    connections = @($connections)
    connectionSecurity = @($security)
    rules = @($rules)
} | ConvertTo-Json -Depth 6

# Without a byte order mark, and in UTF-8 whatever the code page of the host is.
$file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
[System.IO.File]::WriteAllText($file, $json, (New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false))
