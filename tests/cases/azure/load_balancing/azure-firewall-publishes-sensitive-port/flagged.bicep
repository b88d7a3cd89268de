resource firewallPolicie 'Microsoft.Network/firewallPolicies@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource ruleCollectionGroup 'Microsoft.Network/firewallPolicies/ruleCollectionGroups@2023-11-01' = {
  parent: firewallPolicie
  name: 'in'
  properties: {
    priority: 100
    ruleCollections: [
      {
        ruleCollectionType: 'FirewallPolicyNatRuleCollection'
        name: 'in'
        priority: 100
        action: {
          type: 'DNAT'
        }
        rules: [
          {
            ruleType: 'NatRule'
            name: 'admin'
            sourceAddresses: [
              '*'
            ]
            destinationPorts: [
              '5000'
            ]
            translatedAddress: '10.0.1.4'
            translatedPort: '22'
          }
        ]
      }
    ]
  }
}
