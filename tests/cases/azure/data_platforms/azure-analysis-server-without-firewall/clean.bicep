resource server 'Microsoft.AnalysisServices/servers@2017-08-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'S0'
  }
  properties: {
    ipV4FirewallSettings: {
      firewallRules: [
        {
          firewallRuleName: 'office'
          rangeStart: '203.0.113.7'
          rangeEnd: '203.0.113.7'
        }
      ]
    }
  }
}
