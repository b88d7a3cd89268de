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
          firewallRuleName: 'all'
          rangeStart: '0.0.0.0'
          rangeEnd: '0.0.0.7'
        }
      ]
    }
  }
}
