resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
  properties: {}
}

resource networkRuleSet 'Microsoft.EventHub/namespaces/networkRuleSets@2024-01-01' = {
  parent: namespace
  name: 'default'
  properties: {
    defaultAction: 'Deny'
    ipRules: [
      {
        ipMask: '203.0.113.0/24'
        action: 'Allow'
      }
    ]
  }
}
