resource example 'Microsoft.EventHub/namespaces/networkRuleSets@2024-01-01' = {
  name: 'example/default'
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
